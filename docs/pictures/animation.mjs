// Makes one animated PNG of many still ones, all of the same size and kind: their pictures are taken over as they are.
// https://www.w3.org/TR/png-3/#apng-frame-based-animation
import { crc32 } from "node:zlib";

const SIGNATURE = 8;

/** The animation that shows each picture for so many milliseconds, over and over. */
export function animation(frames) {
  const stills = frames.map(({ png }) => chunks(png));
  const head = stills[0].find(({ type }) => type === "IHDR");
  const [width, height] = [head.data.readUInt32BE(0), head.data.readUInt32BE(4)];
  const parts = [frames[0].png.subarray(0, SIGNATURE), chunk("IHDR", head.data), chunk("acTL", numbers(frames.length, 0))];
  let sequence = 0;
  for (const [index, still] of stills.entries()) {
    if (!still.find(({ type }) => type === "IHDR").data.equals(head.data)) throw new Error(`picture ${index} is of another kind`);
    const control = Buffer.alloc(6);
    control.writeUInt16BE(frames[index].ms, 0);
    control.writeUInt16BE(1000, 2);
    parts.push(chunk("fcTL", Buffer.concat([numbers(sequence++, width, height, 0, 0), control])));
    for (const { data } of still.filter(({ type }) => type === "IDAT")) {
      parts.push(index === 0 ? chunk("IDAT", data) : chunk("fdAT", Buffer.concat([numbers(sequence++), data])));
    }
  }
  return Buffer.concat([...parts, chunk("IEND", Buffer.alloc(0))]);
}

function numbers(...values) {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, place) => bytes.writeUInt32BE(value, 4 * place));
  return bytes;
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([numbers(data.length), named, numbers(crc32(named))]);
}

/** The chunks of a PNG, in order. */
function chunks(png) {
  const found = [];
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at);
    found.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return found;
}
