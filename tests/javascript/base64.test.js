import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, textOf } from "../../imh/ui/components/base64.js";

test("bytes are written as Python reads them, and read as Python writes them", () => {
  const bytes = Uint8Array.from([0, 127, 128, 255]);
  assert.equal(textOf(bytes), "AH+A/w==");
  assert.deepEqual(bytesOf("AH+A/w=="), bytes);
});

test("a piece of a large file is written whole and in order", () => {
  const bytes = Uint8Array.from({ length: 3 * 1024 * 1024 }, (_, k) => k % 251);
  assert.equal(textOf(bytes), Buffer.from(bytes).toString("base64"));
});
