/** The browser's own database, misbehaving: one that never answers, one that is closed under the page, and one that something else has made. */
import { afterEach, expect, it, vi } from 'vitest';
import { browserDatabase } from '../../src/page/store/storage/browserDatabase.ts';

const made: string[] = [];
const opened: IDBDatabase[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const database of opened.splice(0)) database.close();
  for (const name of made.splice(0)) indexedDB.deleteDatabase(name);
});

function named(): string {
  made.push(`saddlescope-test-${crypto.randomUUID()}`);
  return made.at(-1)!;
}

const patience = { opening: 100, answering: 2000 };
const opening = (name: string) => browserDatabase<{ things: { id: string; at: number } }>(name, ['things'], patience);
const thing = (at: number) => ({ things: { id: 'a', at } });

/** Resolves with the result of a request. */
const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Keeps every connection that is opened from now on in `opened`. */
function watchConnections(): void {
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    const request = open(name, version);
    request.addEventListener('success', () => opened.push(request.result));
    return request;
  });
}

it('gives a database up that never answers, and waits for it only once', async () => {
  const never = vi.spyOn(indexedDB, 'open').mockReturnValue({} as IDBOpenDBRequest);
  const database = opening(named());
  await expect(database.all('things')).rejects.toMatchObject({ name: 'TimeoutError' });
  const began = performance.now();
  await expect(database.put(thing(1))).rejects.toThrow('the browser’s storage does not answer');
  expect(performance.now() - began).toBeLessThan(50);
  expect(never).toHaveBeenCalledTimes(1);
});

it('takes a database that answers late', async () => {
  const open = indexedDB.open.bind(indexedDB);
  const late: (() => void)[] = [];
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    const request = {} as { onsuccess(): void; onupgradeneeded(): void; result: IDBDatabase };
    late.push(() => {
      const real = open(name, version);
      Object.defineProperty(request, 'result', { get: () => real.result });
      real.onupgradeneeded = () => request.onupgradeneeded();
      real.onsuccess = () => request.onsuccess();
    });
    return request as unknown as IDBOpenDBRequest;
  });
  const database = opening(named());
  await expect(database.all('things')).rejects.toMatchObject({ name: 'TimeoutError' });
  late[0]();
  await expect.poll(() => database.put(thing(2)).then(() => 'stored', String)).toBe('stored');
  expect(await database.all('things')).toEqual([{ id: 'a', at: 2 }]);
});

it('gives a change up that never ends', async () => {
  const database = browserDatabase<{ things: { id: string; at: number } }>(named(), ['things'], { opening: 2000, answering: 50 });
  await database.put(thing(1));
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockReturnValue({ objectStore: () => ({ put: () => ({}) }) } as never);
  await expect(database.put(thing(2))).rejects.toMatchObject({ name: 'TimeoutError' });
});

it('opens a connection again that was closed under the page', async () => {
  watchConnections();
  const database = opening(named());
  await database.put(thing(1));
  opened[0].close(); // as the browser does when it runs out of room: transactions throw InvalidStateError
  await database.put(thing(2));
  expect(await database.get('things', 'a')).toEqual({ id: 'a', at: 2 });
  expect(opened).toHaveLength(2);
});

it('lets another tab delete the database, and makes it anew', async () => {
  const name = named();
  const database = opening(name);
  await database.put(thing(1));
  await resultOf(indexedDB.deleteDatabase(name));
  expect(await database.all('things')).toEqual([]);
  await database.put(thing(3));
  expect(await database.all('things')).toEqual([{ id: 'a', at: 3 }]);
});

it('makes the tables of a database that something else has opened first', async () => {
  const name = named();
  (await resultOf(indexedDB.open(name))).close();
  const database = opening(name);
  await database.put(thing(4));
  expect(await opening(name).all('things')).toEqual([{ id: 'a', at: 4 }]);
});

it('says that there is no room, and goes on', async () => {
  const database = opening(named());
  const full = new DOMException('no room', 'QuotaExceededError');
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw full;
  });
  await expect(database.put(thing(1))).rejects.toBe(full);
  await database.put(thing(2));
  expect(await database.all('things')).toEqual([{ id: 'a', at: 2 }]);
});
