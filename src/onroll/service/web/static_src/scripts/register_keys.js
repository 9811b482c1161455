// Taking a register by keyboard: arrows move, / or space is present, letters are codes, figures after L are minutes.

export function takeByKeyboard(form, rows, rules, { changed, save, help }) {
  let typed = "";
  let typedIn = null;

  const rowOf = (target) => rows.find((row) => row.element.contains(target));

  function move(row, by) {
    typed = "";
    rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + by))].focus();
  }

  // Letters and figures gather until they are a code: C is one already, and C1 another.
  function type(row, character) {
    const before = typedIn === row ? typed : "";
    if (row.takesMinutes && /\d/.test(character)) {
      row.set(row.code, (row.minutes.value + character).slice(0, 3));
      changed(row);
      return;
    }
    const joined = before + character;
    const code = rules.codes.has(joined) || rules.starts(joined) ? joined : character;
    if (!rules.codes.has(code) && !rules.starts(code)) {
      rules.refuse(character);
      return;
    }
    [typed, typedIn] = [code, row];
    if (!rules.codes.has(code)) {
      return; // the first half of a two-figure code
    }
    row.set(code);
    changed(row);
    if (rules.notes.has(code)) {
      row.note.focus();
    } else if (!row.takesMinutes && !rules.starts(code)) {
      move(row, 1);
    }
  }

  function inBox(event, row) {
    if (event.key === "/" || event.key === " " || event.key === "\\") {
      row.set(rules.present);
      changed(row);
      move(row, 1);
    } else if (event.key === "Backspace" || event.key === "Delete") {
      typed = "";
      row.undo();
      changed(row);
    } else if (/^[a-z0-9]$/i.test(event.key)) {
      type(row, event.key.toUpperCase());
    } else {
      return;
    }
    event.preventDefault();
  }

  form.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (event.key === "?" && !event.target.closest(".nt, #reason")) {
      event.preventDefault();
      help();
    } else if (!row || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp" || (event.key === "Enter" && event.target.matches("input"))) {
      event.preventDefault();
      move(row, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.target.type === "radio") {
      inBox(event, row);
    }
  });

  form.addEventListener("focusin", (event) => {
    const row = rowOf(event.target);
    for (const one of rows) {
      one.element.classList.toggle("now", one === row);
    }
  });
}
