// The process of one role of one peer on Node; says and is told the same words as those on the JVM.
import { createInterface } from "node:readline";
import { writeFileSync } from "node:fs";

const args = Object.fromEntries(
  process.argv.slice(2).map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
);
const number = (name, otherwise) => (name in args ? Number(args[name]) : otherwise);
const say = (line) => process.stdout.write(`@ ${line}\n`);

const lines = [];
const waiting = [];
createInterface({ input: process.stdin }).on("line", (line) => (waiting.length ? waiting.shift()(line) : lines.push(line)));
const told = async (word) => {
  const line = lines.length ? lines.shift() : await new Promise((resolve) => waiting.push(resolve));
  if (line !== word) throw new Error(`told '${line}' in place of '${word}'`);
};

/** Nanoseconds of the machine's own clock, as System.nanoTime() has them. */
const now = () => {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1e9 + nanos;
};

class Tally {
  constructor(tasks) {
    this.counts = new Int32Array(tasks);
    this.when = new Float64Array(tasks);
    this.sum = 0;
  }

  ran(task) {
    this.when[task] = now();
    this.counts[task]++;
    this.sum++;
  }

  write(file) {
    const bytes = Buffer.alloc(this.counts.length * 12);
    for (let i = 0; i < this.counts.length; i++) {
      bytes.writeInt32LE(this.counts[i], i * 12);
      bytes.writeDoubleLE(this.when[i], i * 12 + 4);
    }
    writeFileSync(file, bytes);
  }
}

const start = async (peer) => {
  const tally = new Tally(number("tasks", 0));
  await peer.ask();
  say(`ready ${peer.about()}`);
  await told("go");
  await peer.work(tally);
  let before = 0;
  setInterval(() => {
    if (tally.sum !== before) say(`ran ${(before = tally.sum)}`);
  }, 10).unref();
  return tally;
};

const end = async (peer, tally) => {
  await told("stop");
  await peer.close();
  tally.write(args.tally);
  say("stopped");
};

const request = async (peer) => {
  await peer.ask();
  const bulk = number("bulk", 1);
  const nanos = number("seconds", 5) * 1e9;
  say(`ready ${peer.about()}`);
  await told("go");
  const until = now() + nanos;
  let next = 0;
  let done = 0;
  const loop = async () => {
    while (now() < until) {
      const task = next++;
      await (bulk === 1 ? peer.request(task) : peer.fill(task * bulk, (task + 1) * bulk));
      done++;
    }
  };
  setTimeout(() => say(`half ${done}`), nanos / 2e6);
  await Promise.all(Array.from({ length: number("callers", 1) }, loop));
  say(`asked ${done}`);
  await told("stop");
};

const paced = async (peer) => {
  const tasks = number("tasks", 0);
  const callers = number("callers", 1);
  const called = new Float64Array(tasks);
  const answered = new Float64Array(tasks);
  const begin = now();
  const loop = async (first) => {
    for (let task = first; task < tasks; task += callers) {
      const left = begin + (task * 1e9) / number("rate", 100) - now();
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left / 1e6));
      called[task] = now();
      await peer.request(task);
      answered[task] = now();
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, first) => loop(first)));
  writeFileSync(`${args.asked}.called`, Buffer.from(called.buffer));
  writeFileSync(`${args.asked}.answered`, Buffer.from(answered.buffer));
  say("paced");
};

const roles = {
  fill: async (peer) => {
    await peer.prepare();
    await peer.ask();
    const tasks = number("tasks", 0);
    for (let from = 0; from < tasks; from += 1000) await peer.fill(from, Math.min(tasks, from + 1000));
    if (number("future", 0)) await peer.fillLater(number("future", 0));
    say("filled");
  },
  work: async (peer) => end(peer, await start(peer)),
  request,
  pace: async (peer) => {
    await peer.ask();
    say(`ready ${peer.about()}`);
    await told("go");
    await paced(peer);
    await told("stop");
  },
  both: async (peer) => {
    const tally = await start(peer);
    await told("pace");
    await paced(peer);
    await end(peer, tally);
  },
};

try {
  const { open } = await import(`./${args.peer}.mjs`);
  await roles[args.role](await open(args));
  process.exit(0);
} catch (failure) {
  console.error(failure);
  process.exit(1);
}
