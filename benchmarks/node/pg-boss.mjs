import { createRequire } from "node:module";
import { PgBoss } from "pg-boss";

const version = createRequire(import.meta.url)("./node_modules/pg-boss/package.json").version;
const name = (task) => ({ order: task });

export const open = async ({ address, role }) => {
  const boss = new PgBoss({ connectionString: address, max: 24, useListenNotify: true });
  boss.on("error", (failure) => console.error(failure));
  let open = false;
  const start = async () => {
    if (!open) await boss.start();
    open = true;
  };
  return {
    about: () =>
      `pg-boss ${version}, Node ${process.version}, batchSize=5000 localConcurrency=2 burstWhenBatchFull pollingIntervalSeconds=0.5 useListenNotify queue.notify retryLimit=0, finished jobs kept`,
    prepare: async () => {
      await start();
      await boss.createQueue("noop", { notify: true, retryLimit: 0 });
    },
    ask: start,
    fill: (from, to) => {
      const jobs = [];
      for (let task = from; task < to; task++) jobs.push({ data: name(task) });
      return boss.insert("noop", jobs);
    },
    request: (task) => boss.send("noop", name(task)),
    work: async (tally) => {
      await start();
      await boss.work(
        "noop",
        { batchSize: 5000, localConcurrency: 2, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 },
        async (jobs) => {
          for (const job of jobs) tally.ran(job.data.order);
        },
      );
    },
    close: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
};
