import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { PAGE_BYTES } from './examine-database.ts';

/**
 * Reads records out of a database file page by page, without SQLite: where its tree is broken, its pages
 * may still be whole. Format: https://sqlite.org/fileformat2.html. What is found proves nothing; the
 * caller has to know a true record from a false one.
 */

export type Cell = number | string | Uint8Array | null;
export type PageRecord = readonly Cell[];

/** Bytes of a write-ahead log's header, and of each frame's. */
const WAL_HEADER = 32;
const FRAME_HEADER = 24;
const FIRST_PAGE_HEADER = 100;
/** Kinds of pages, by their first byte. */
const INDEX_INTERIOR = 0x02;
const INDEX_LEAF = 0x0a;
const TABLE_LEAF = 0x0d;
const LONGEST_RECORD = 1_048_576;
const MOST_COLUMNS = 64;
const text = new TextDecoder('utf-8', { fatal: false });

type ReadPage = (number: number) => Uint8Array | null;

/** Every page of a database file and of the log beside it, each with a way to read those it leads to. */
export function* eachPage(path: string): Generator<{ page: Uint8Array; readPage: ReadPage; share: number }> {
  const file = openPages(path, 0, PAGE_BYTES, 0);
  const log = openPages(`${path}-wal`, WAL_HEADER, FRAME_HEADER + PAGE_BYTES, FRAME_HEADER);
  try {
    /** Where the log has a page last. */
    const inLog = new Map<number, number>();
    for (let frame = 0; frame < log.count; frame += 1) inLog.set(log.numberOf(frame), frame);
    const readPage = (number: number): Uint8Array | null => {
      const frame = inLog.get(number);
      return frame === undefined ? file.read(number - 1) : log.read(frame);
    };
    const total = Math.max(1, file.count + log.count);
    for (let index = 0; index < total; index += 1) {
      const page = index < file.count ? file.read(index) : log.read(index - file.count);
      if (page !== null) yield { page, readPage, share: index / total };
    }
  } finally {
    file.close();
    log.close();
  }
}

function openPages(path: string, from: number, stride: number, skip: number) {
  let file: number | null = null;
  let count = 0;
  try {
    file = openSync(path, 'r');
    const stat = fstatSync(file);
    // The last page may have been cut.
    count = stat.isFile() ? Math.ceil(Math.max(0, stat.size - from) / stride) : 0;
  } catch {
    // There is none, or something else of that name.
  }
  const readAt = (at: number, bytes: number): Uint8Array | null => {
    const buffer = new Uint8Array(bytes);
    try {
      return file !== null && readSync(file, buffer, 0, bytes, at) > 0 ? buffer : null;
    } catch {
      // A place the disk cannot read. The next one may do.
      return null;
    }
  };
  return {
    count,
    read: (index: number) =>
      index < 0 || index >= count ? null : readAt(from + index * stride + skip, PAGE_BYTES),
    numberOf(index: number): number {
      const header = readAt(from + index * stride, 4);
      return header === null ? 0 : new DataView(header.buffer).getUint32(0);
    },
    close: () => void (file !== null && closeSync(file)),
  };
}

/** The records on a page of an index, a table without row ids or a table; none on any other. */
export function* recordsOn(page: Uint8Array, readPage: ReadPage): Generator<PageRecord> {
  const head = page[0] === 0x53 ? FIRST_PAGE_HEADER : 0;
  const kind = page[head];
  if (kind !== INDEX_INTERIOR && kind !== INDEX_LEAF && kind !== TABLE_LEAF) return;
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const cells = view.getUint16(head + 3);
  const pointers = head + (kind === INDEX_INTERIOR ? 12 : 8);
  for (let cell = 0; cell < cells && pointers + cell * 2 + 2 <= PAGE_BYTES; cell += 1) {
    const record = recordAt(page, view.getUint16(pointers + cell * 2), kind, readPage);
    if (record !== null) yield record;
  }
}

function recordAt(page: Uint8Array, at: number, kind: number, readPage: ReadPage): PageRecord | null {
  let from = at + (kind === INDEX_INTERIOR ? 4 : 0);
  const size = readVarint(page, from);
  if (size === null || size.value < 2 || size.value > LONGEST_RECORD) return null;
  from = size.next;
  if (kind === TABLE_LEAF) {
    const rowId = readVarint(page, from);
    if (rowId === null) return null;
    from = rowId.next;
  }
  const bytes = payloadAt(page, from, size.value, kind === TABLE_LEAF, readPage);
  return bytes === null ? null : parseRecord(bytes);
}

/** A record's bytes: those on its page, then those on the pages it overflows to. */
function payloadAt(
  page: Uint8Array,
  from: number,
  size: number,
  isTable: boolean,
  readPage: ReadPage,
): Uint8Array | null {
  const most = isTable ? PAGE_BYTES - 35 : Math.floor(((PAGE_BYTES - 12) * 64) / 255) - 23;
  const least = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23;
  const spill = least + ((size - least) % (PAGE_BYTES - 4));
  const local = size <= most ? size : spill <= most ? spill : least;
  if (from + local + (local < size ? 4 : 0) > PAGE_BYTES) return null;
  if (local === size) return page.subarray(from, from + size);
  const bytes = new Uint8Array(size);
  bytes.set(page.subarray(from, from + local));
  let next = new DataView(page.buffer, page.byteOffset).getUint32(from + local);
  for (let filled = local; filled < size; filled += PAGE_BYTES - 4) {
    const overflow = next === 0 ? null : readPage(next);
    if (overflow === null) return null;
    bytes.set(overflow.subarray(4, 4 + Math.min(PAGE_BYTES - 4, size - filled)), filled);
    next = new DataView(overflow.buffer, overflow.byteOffset).getUint32(0);
  }
  return bytes;
}

function parseRecord(bytes: Uint8Array): PageRecord | null {
  const header = readVarint(bytes, 0);
  if (header === null || header.value > bytes.length) return null;
  const cells: Cell[] = [];
  let body = header.value;
  for (let at = header.next; at < header.value;) {
    const type = readVarint(bytes, at);
    if (type === null || cells.length >= MOST_COLUMNS) return null;
    at = type.next;
    const length = lengthOf(type.value);
    if (length === null || body + length > bytes.length) return null;
    cells.push(cellOf(type.value, bytes.subarray(body, body + length)));
    body += length;
  }
  return cells;
}

function lengthOf(type: number): number | null {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type] ?? null;
}

function cellOf(type: number, bytes: Uint8Array): Cell {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type >= 12) return type % 2 === 0 ? bytes : text.decode(bytes);
  if (type === 7) return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0);
  let value = BigInt.asIntN(8, BigInt(bytes[0] ?? 0));
  for (const byte of bytes.subarray(1)) value = (value << 8n) | BigInt(byte);
  return Number(value);
}

/** Seven bits a byte, the highest first; more than a safe integer is none. */
function readVarint(bytes: Uint8Array, from: number): { value: number; next: number } | null {
  let value = 0;
  for (let at = from; at < from + 8; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return Number.isSafeInteger(value) ? { value, next: at + 1 } : null;
  }
  return null;
}
