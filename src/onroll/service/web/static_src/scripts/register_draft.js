// What a device keeps of a register that is not sent yet: pupils' ids and codes, and never a name, a note or a reason.

const PREFIX = "onroll-register:";
const KEPT_FOR_DAYS = 7;

export class Draft {
  constructor(register) {
    this.name = PREFIX + register;
    dropOld();
    this.kept = read(this.name) ?? { key: newKey(), want: null, marks: {} };
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

  get isEmpty() {
    return Object.keys(this.kept.marks).length === 0;
  }

  // A key belongs to what was sent under it: change a mark, and the next sending is another.
  change(marks) {
    if (JSON.stringify(marks) === JSON.stringify(this.kept.marks)) {
      return;
    }
    this.kept = { key: newKey(), want: null, marks };
    this.keep();
  }

  wantSent(want) {
    this.kept.want = want;
    this.keep();
  }

  clear() {
    this.kept = { key: newKey(), want: null, marks: {} };
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
