/** Every client that has the shape: ioredis 5 (redis.redis.test.ts) and 6, a connection and a Cluster. */

import { Cluster, Redis } from 'ioredis';
import { Cluster as Cluster6, Redis as Redis6 } from 'ioredis6';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { openRedisHarness } from '../testing/redis-harness.ts';
import { type RedisClusterNode, type RedisServer, startRedis, startRedisCluster } from '../testing/redis-server.ts';
import { describeStore } from '../testing/store-suite.ts';

describe('a connection', () => {
  let server: RedisServer;
  let admin: Redis;
  beforeAll(async () => {
    server = await startRedis();
    admin = new Redis(server.address);
  });
  afterAll(async () => {
    await admin.quit();
    await server.stop();
  });

  describeStore('of ioredis 6', async () => openRedisHarness(admin, () => new Redis6(server.address)));
});

describe('a Cluster', () => {
  let node: RedisClusterNode;
  let admin: Redis;
  beforeAll(async () => {
    node = await startRedisCluster();
    admin = new Redis(node);
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', 0, 16_383);
    // A node takes its time (2 s) before it believes that it may write.
    await vi.waitFor(async () => expect(await admin.call('CLUSTER', 'INFO')).toContain('cluster_state:ok'), 15_000);
  }, 20_000);
  afterAll(async () => {
    await admin.quit();
    await node.stop();
  });

  describeStore('of ioredis 5', async () => openRedisHarness(admin, () => new Cluster([node])));
  describeStore('of ioredis 6', async () => openRedisHarness(admin, () => new Cluster6([node])));
});
