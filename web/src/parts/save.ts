/** Whether the browser lets a page hand out files: WeChat's does not. */
export function savesFiles(): boolean {
  return !/MicroMessenger/i.test(navigator.userAgent);
}

const TYPES = {
  csv: "text/csv",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

/** Hands a file to the person; `name` as `fileNameOf` makes it. */
export function save(
  name: string,
  ending: keyof typeof TYPES,
  content: string | Uint8Array | Blob,
): void {
  const part = content as BlobPart;
  const address = URL.createObjectURL(
    new Blob([part], { type: TYPES[ending] }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
