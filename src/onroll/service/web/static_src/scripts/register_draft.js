// What a device keeps of a register that is not sent yet: pupils' ids and codes, and never a name, a note or a reason.
// Each belongs to whoever marked it, by number: on a device that is shared, nobody sends another person's marks as theirs.

const PREFIX = "onroll-register:";
const KEPT_FOR_DAYS = 7;

export class Draft {
  constructor(register) {
    this.name = PREFIX + register;
    dropOld();
    this.kept = { ...nothing(), ...read(this.name) };
  }

  get key() {
    return this.kept.key;
  }

  get want() {
    return this.kept.want;
  }

  get marks() {
    return this.kept.marks;
  }

  // What stood for each pupil when it was marked over: where something else stands now, somebody has been quicker.
  get found() {
    return this.kept.found;
  }

  get isEmpty() {
    return Object.keys(this.kept.marks).length === 0;
  }

  // A key belongs to what was sent under it: change a mark, and the next sending is another.
  change(marks, found) {
    if (JSON.stringify(marks) === JSON.stringify(this.kept.marks)) {
      return;
    }
    const first = (id) => (id in this.kept.marks ? this.kept.found[id] : found[id]);
    this.kept = { ...nothing(), marks, found: Object.fromEntries(Object.keys(marks).map((id) => [id, first(id)])) };
    this.keep();
  }

  wantSent(want) {
    this.kept.want = want;
    this.keep();
  }

  clear() {
    this.kept = nothing();
    try {
      localStorage.removeItem(this.name);
    } catch {
      // Storage is switched off: there was nothing to remove.
    }
  }

  keep() {
    try {
      localStorage.setItem(this.name, JSON.stringify({ ...this.kept, at: Date.now() }));
    } catch {
      // Storage is full or switched off: the open page still holds it.
    }
  }
}

function nothing() {
  return { key: newKey(), want: null, marks: {}, found: {} };
}

// What this device keeps, of one person or of everyone: a register's address, its day and session in words, and how many marks.
export function keptHere(person = "[0-9]+") {
  dropOld();
  const pattern = new RegExp(`^${PREFIX}${person}/([0-9]+)/([0-9]+)/([0-9-]+)/(AM|PM)$`);
  return keptNames()
    .map((name) => ({ found: pattern.exec(name), marks: Object.keys(read(name)?.marks ?? {}).length }))
    .filter(({ found, marks }) => found && marks)
    .map(({ found: [, school, group, date, session], marks }) => ({
      school,
      marks,
      address: `/schools/${school}/registers/${group}/${date}/${session.toLowerCase()}/`,
      name: `${session === "AM" ? "Morning" : "Afternoon"} register, ${inWords(date)}`,
    }));
}

function inWords(date) {
  return new Date(`${date}T12:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", "");
}

function keptNames() {
  try {
    return Object.keys(localStorage).filter((one) => one.startsWith(PREFIX));
  } catch {
    return []; // Storage is switched off.
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function dropOld() {
  try {
    for (const name of keptNames()) {
      if (!(read(name)?.at > Date.now() - KEPT_FOR_DAYS * 86_400_000)) {
        localStorage.removeItem(name);
      }
    }
  } catch {
    // Storage is switched off.
  }
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
