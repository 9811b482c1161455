// The rows of a register: what each holds, and how a code is put in one. The form's own fields are the only state.

export class Row {
  constructor(element, rules) {
    this.element = element;
    this.rules = rules;
    this.id = element.id.slice(1);
    this.radios = [...element.querySelectorAll("input[type=radio]")];
    this.other = element.querySelector(".o");
    this.minutes = element.querySelector(".mi input");
    this.seen = element.querySelector("input[type=hidden]").value;
    this.shown = this.words;
  }

  get note() {
    return this.element.querySelector(".nt input");
  }

  get code() {
    return this.other.value.toUpperCase() || this.radios.find((radio) => radio.checked)?.value || "";
  }

  // A code and minutes in a word, as a draft keeps it: "/", "L5". Notes stay out of drafts: they may name someone.
  get words() {
    return this.code + (this.takesMinutes ? this.minutes.value : "");
  }

  set words(words) {
    const [, code, minutes] = /^([LU])(\d+)$/.exec(words) ?? [null, words, ""];
    this.set(code, minutes);
  }

  get takesMinutes() {
    return this.code === "L" || this.code === "U";
  }

  get stored() {
    const [, code = "", minutes = ""] = this.seen.split("|");
    return code + (code === "L" || code === "U" ? minutes : "");
  }

  get isChanged() {
    return this.words !== this.stored || (this.note !== null && this.note.value !== (this.seen.split("|")[3] ?? ""));
  }

  set(code, minutes = "") {
    for (const radio of this.radios) {
      radio.checked = radio.value === code;
    }
    this.other.value = this.radios.some((radio) => radio.checked) ? "" : code;
    this.minutes.value = minutes;
    this.settle();
  }

  // Put back what was stored, or what the page came with where nothing was.
  undo() {
    this.words = this.stored;
  }

  // Only the office may enter what is planned: the row may stay blank, and nobody is made present by it.
  get isForTheOffice() {
    return "office" in this.element.dataset;
  }

  // Show minutes for lateness, and a note for the codes that need one.
  settle() {
    this.minutes.classList.toggle("on", this.takesMinutes);
    if (!this.takesMinutes) {
      this.minutes.value = "";
    }
    if (this.rules.notes.has(this.code) && !this.note) {
      const label = document.createElement("label");
      label.className = "nt";
      const input = Object.assign(document.createElement("input"), { name: `n${this.id}`, maxLength: 300 });
      label.append("Note ", input);
      this.element.querySelector(".mk").append(label);
    } else if (this.note && !this.rules.notes.has(this.code) && !this.note.value) {
      this.note.parentElement.remove();
    }
  }

  focus() {
    (this.radios.find((radio) => radio.checked) ?? this.radios[0]).focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }
}
