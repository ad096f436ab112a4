import { createRequire } from "node:module";
import { Logger, makeWorkerUtils, run } from "graphile-worker";

const version = createRequire(import.meta.url)("./node_modules/graphile-worker/package.json").version;
const settings = { concurrentJobs: 100, maxPoolSize: 25, pollInterval: 1000 };
const preset = {
  worker: { localQueue: { size: 5000 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
};
const logger = new Logger(() => () => {});
const name = (task) => ({ order: task });

export const open = async ({ address }) => {
  let utils;
  let runner;
  return {
    about: () =>
      `graphile-worker ${version}, Node ${process.version}, concurrentJobs=100 maxPoolSize=25 localQueue.size=5000 completeJobBatchDelay=0 failJobBatchDelay=0 pollInterval=1000`,
    prepare: async () => {
      utils = await makeWorkerUtils({ connectionString: address, logger });
      await utils.migrate();
    },
    ask: async () => {
      utils ??= await makeWorkerUtils({ connectionString: address, logger });
    },
    fill: async (from, to) => {
      const jobs = [];
      for (let task = from; task < to; task++) jobs.push({ identifier: "noop", payload: name(task) });
      await utils.addJobs(jobs);
    },
    fillLater: async (count) => {
      const runAt = new Date(Date.now() + 300 * 24 * 3600 * 1000);
      for (let from = 0; from < count; from += 1000) {
        const size = Math.min(1000, count - from);
        await utils.addJobs(Array.from({ length: size }, () => ({ identifier: "noop", payload: {}, runAt })));
      }
    },
    request: (task) => utils.addJob("noop", name(task)),
    work: async (tally) => {
      runner = await run({
        connectionString: address,
        logger,
        noHandleSignals: true,
        ...settings,
        preset: { worker: { ...preset.worker, ...settings } },
        taskList: { noop: async (payload) => tally.ran(payload.order) },
      });
    },
    close: async () => {
      await runner?.stop();
      await utils?.release();
    },
  };
};
