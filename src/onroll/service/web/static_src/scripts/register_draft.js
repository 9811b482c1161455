// What a device keeps of a register that is not sent yet: pupils' ids and codes, and never a name, a note or a reason.

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

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function dropOld() {
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
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
