import { createRequire } from "node:module";
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const version = createRequire(import.meta.url)("./node_modules/bullmq/package.json").version;
const options = { removeOnComplete: true, removeOnFail: true };

export const open = async ({ address }) => {
  const connection = () => new Redis(address, { maxRetriesPerRequest: null });
  const queue = new Queue("noop", { connection: connection(), defaultJobOptions: options });
  await queue.waitUntilReady();
  let worker;
  return {
    about: () => `BullMQ ${version}, Node ${process.version}, concurrency=300 removeOnComplete`,
    prepare: async () => {},
    ask: async () => {},
    fill: (from, to) => {
      const jobs = [];
      for (let task = from; task < to; task++) jobs.push({ name: "noop", data: { order: task } });
      return queue.addBulk(jobs);
    },
    request: (task) => queue.add("noop", { order: task }),
    work: async (tally) => {
      worker = new Worker("noop", async (job) => tally.ran(job.data.order), {
        connection: connection(),
        concurrency: 300,
      });
    },
    close: async () => {
      await worker?.close();
      await queue.close();
    },
  };
};
