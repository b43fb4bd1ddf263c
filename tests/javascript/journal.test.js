import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Journal } from "../../imh/ui/components/map_canvas/journal.js";

/** A clock that goes by hand; Node's own stand-in for it differs from version to version. */
const clock = {
  now: 0,
  timers: new Map(),
  begin() {
    this.now = 1000;
    this.timers.clear();
  },
  set(act, milliseconds) {
    const timer = Symbol("timer");
    this.timers.set(timer, { act, due: this.now + milliseconds });
    return timer;
  },
  tick(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      const [next] = [...this.timers].sort(([, one], [, other]) => one.due - other.due);
      if (!next || next[1].due > end) break;
      this.timers.delete(next[0]);
      this.now = next[1].due;
      next[1].act();
    }
    this.now = end;
  },
};

beforeEach(() => {
  clock.begin();
  mock.method(Date, "now", () => clock.now);
  mock.method(globalThis, "setTimeout", (act, milliseconds) => clock.set(act, milliseconds));
  mock.method(globalThis, "clearTimeout", (timer) => clock.timers.delete(timer));
});

afterEach(() => mock.restoreAll());

/** A journal of a case, and what it sent: the numbers of the gestures, each time. */
function opened() {
  const journal = new Journal();
  const sent = [];
  journal.settle("case A", 0);
  journal.send = ({ gestures }) => sent.push(gestures.map((one) => one.n));
  return { journal, sent };
}

test("numbers grow even when two gestures come in the same millisecond", () => {
  const { journal, sent } = opened();
  journal.write({ do: "undo" });
  journal.write({ do: "undo" });
  assert.deepEqual(sent, [[1000], [1000, 1001]]);
});

test("numbers go on behind what Python has applied, though the clock was set back", () => {
  const { journal, sent } = opened();
  journal.settle("case A", 7000);
  journal.write({ do: "undo" });
  assert.deepEqual(sent, [[7001]]);
});

test("what is acknowledged is dropped and told, the rest is kept", () => {
  const { journal } = opened();
  journal.write({ do: "undo" });
  journal.write({ do: "redo" });
  assert.deepEqual(journal.settle("case A", 1000), [{ n: 1000, do: "undo" }]);
  assert.deepEqual(journal.gestures, [{ n: 1001, do: "redo" }]);
});

test("what was done on one case never goes to another", () => {
  const { journal, sent } = opened();
  journal.write({ do: "remove", ids: ["mother"] });
  journal.settle("case B", 0);
  clock.tick(60_000);
  assert.deepEqual(journal.gestures, []);
  assert.deepEqual(sent, [[1000]]);
});

test("an unanswered journal is sent again, each time after twice as long", () => {
  const { journal, sent } = opened();
  journal.write({ do: "undo" });
  for (const [wait, times] of [
    [2999, 1],
    [1, 2],
    [5999, 2],
    [1, 3],
  ]) {
    clock.tick(wait);
    assert.equal(sent.length, times);
  }
});

test("an answer ends the waiting, and the next gesture is waited for as shortly as the first", () => {
  const { journal, sent } = opened();
  journal.write({ do: "undo" });
  clock.tick(3000);
  journal.settle("case A", 1000);
  clock.tick(60_000);
  assert.equal(sent.length, 2);
  journal.write({ do: "redo" });
  clock.tick(3000);
  assert.equal(sent.length, 4);
});

test("a page that was left sends nothing; one that comes back sends what is open", () => {
  const { journal, sent } = opened();
  journal.write({ do: "undo" });
  const { send } = journal;
  journal.leave();
  clock.tick(60_000);
  assert.equal(sent.length, 1);
  journal.send = send;
  journal.resume();
  clock.tick(300);
  assert.deepEqual(sent, [[1000], [1000]]);
});

test("each map has one journal, whoever asks for it", () => {
  assert.equal(Journal.of("view:map"), Journal.of("view:map"));
  assert.notEqual(Journal.of("view:map"), Journal.of("view:other"));
});
