// Files of this computer on their way into a message.
const kinds = [['image/', 'image'], ['audio/', 'record'], ['video/', 'video']];
let next = 0;

export const kindOf = file => kinds.find(([start]) => file.type.startsWith(start))?.[1] ?? 'file';

/** Something to send: its kind, name, size, a picture of it, and its bytes once they have been read. */
export function attachment(file) {
  const kind = kindOf(file);
  return { key: ++next, kind, name: file.name || kind, size: file.size, file, preview: kind === 'image' ? URL.createObjectURL(file) : null };
}

export function discard(item) {
  if (item.preview) {
    URL.revokeObjectURL(item.preview);
  }
}

/** The bytes in base64. */
export function bytes(item) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(item.file);
  });
}

export function sizeText(size) {
  return size < 1024 ? `${size} B` : size < 1048576 ? `${(size / 1024).toFixed(0)} KiB` : `${(size / 1048576).toFixed(1)} MiB`;
}

/** Lets the reader save text as a file. */
export function save(name, type, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
