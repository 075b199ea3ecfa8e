/** Whether the browser lets a page hand out files: WeChat's does not. */
export function savesFiles(): boolean {
  return !/MicroMessenger/i.test(navigator.userAgent);
}

/** Hands a file to the person, under a name that every system takes. */
export function save(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replace(/[\\/:*?"<>|\u0000-\u001f\u202a-\u202e]/g, "_");
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export const XLSX =
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
