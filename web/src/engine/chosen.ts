// Files that somebody chose or dropped, those of folders among them.

export interface Chosen {
  file: File;
  /** Its name, or where it is in the folder: what tells it from others. */
  label: string;
}
export interface Choice {
  files: Chosen[];
  /** What of folders is passed over: no workbook, and no file of this page. */
  others: string[];
  /** There was more, which nobody looked at. */
  isCut: boolean;
}

/** Far more than anybody assesses at once; a disk has more. */
const MOST_ENTRIES = 5000;
const WANTED = /\.(xlsx|xlsm|xls|et|xlsb|ods|json)$/i;
// Locks of open workbooks, and what systems hide.
const HIDDEN = /(^|\/)(~\$|\.|desktop\.ini$|thumbs\.db$|__MACOSX\/)/i;

function sort(all: Chosen[], isCut: boolean): Choice {
  const seen = all.filter(({ label }) => !HIDDEN.test(label));
  const inFolder = ({ label }: Chosen) => label.includes("/");
  const isPassed = (one: Chosen) => inFolder(one) && !WANTED.test(one.label);
  return {
    files: seen.filter((one) => !isPassed(one)),
    others: seen.filter(isPassed).map(({ label }) => label),
    isCut,
  };
}

/** Of a field of a form, whether for files or for a folder. */
export function chosenIn(field: HTMLInputElement): Choice {
  const all = [...(field.files ?? [])].map((file) => ({
    file,
    label: file.webkitRelativePath || file.name,
  }));
  return sort(all.slice(0, MOST_ENTRIES), all.length > MOST_ENTRIES);
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((give, fail) => entry.file(give, fail));
}
/** A reader gives some at a time, and nothing once there is no more. */
async function entriesOf(folder: FileSystemDirectoryEntry) {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((give, fail) =>
      reader.readEntries(give, fail),
    );
    all.push(...some);
    if (some.length === 0 || all.length > MOST_ENTRIES) return all;
  }
}

/** Of what was dropped. To be called at once: later a browser has forgotten. */
export async function chosenOf(dropped: DataTransfer): Promise<Choice> {
  const entries = [...dropped.items].flatMap(
    (item) => item.webkitGetAsEntry() ?? [],
  );
  const files = [...dropped.files];
  if (!entries.some((entry) => entry.isDirectory)) {
    return sort(
      files.map((file) => ({ file, label: file.name })),
      false,
    );
  }
  const found: Chosen[] = [];
  const waiting = [...entries];
  let looked = 0;
  while (waiting.length > 0 && looked++ < MOST_ENTRIES) {
    const entry = waiting.shift() as FileSystemEntry;
    if (entry.isDirectory) {
      waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)));
    } else {
      const file = await fileOf(entry as FileSystemFileEntry);
      found.push({ file, label: entry.fullPath.slice(1) });
    }
  }
  found.sort((a, b) => a.label.localeCompare(b.label, "zh"));
  return sort(found, waiting.length > 0);
}
