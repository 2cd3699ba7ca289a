/**
 * The browser's own database: tables of rows with an `id`. Unlike the key-value storage, the database takes typed arrays as they are and has room
 * for large ones. A database that does not answer is given up after a while, and one that was closed under the page is opened again.
 */

interface Row {
  id: string;
}

export interface BrowserDatabase<Tables> {
  /** Every row of a table. Every method rejects where the browser has no storage for this page, and with `TimeoutError` where the storage does not answer. */
  all<Name extends keyof Tables>(table: Name): Promise<Tables[Name][]>;
  get<Name extends keyof Tables>(table: Name, id: string): Promise<Tables[Name] | null>;
  /** Adds a row to each of these tables, or replaces the row with its id: either in all of the tables or in none. Rejects where there is no room. */
  put(rows: Partial<Tables>): Promise<void>;
  /** Removes the row of this id from every table. */
  remove(id: string): Promise<void>;
}

/** Most milliseconds that opening, and one change or question, may take. */
export interface Patience {
  opening: number;
  answering: number;
}

type Requests<Answer> = (table: (name: string) => IDBObjectStore) => IDBRequest<Answer>[];

export function browserDatabase<Tables extends Record<keyof Tables, Row>>(
  name: string,
  tables: (keyof Tables & string)[],
  patience: Patience = { opening: 3000, answering: 20_000 },
): BrowserDatabase<Tables> {
  const connection = createConnection(name, tables, patience.opening);

  /** A connection that was closed meanwhile is opened once more. */
  async function change<Answer>(mode: IDBTransactionMode, names: string[], requests: Requests<Answer>): Promise<Answer[]> {
    const database = await connection.opened();
    try {
      return await withinTime(patience.answering, transact(database, mode, names, requests));
    } catch (error) {
      if (!connection.isClosed(database) && (error as Error).name !== 'InvalidStateError') throw error;
      connection.forget(database);
      return withinTime(patience.answering, transact(await connection.opened(), mode, names, requests));
    }
  }

  return {
    async all(table) {
      const [rows] = await change('readonly', [String(table)], (of) => [of(String(table)).getAll()]);
      return rows;
    },
    async get(table, id) {
      const [row] = await change('readonly', [String(table)], (of) => [of(String(table)).get(id)]);
      return row ?? null;
    },
    async put(rows) {
      const entries = Object.entries(rows);
      const names = entries.map(([table]) => table);
      await change('readwrite', names, (of) => entries.map(([table, row]) => of(table).put(row)));
    },
    async remove(id) {
      await change('readwrite', tables, (of) => tables.map((table) => of(table).delete(id)));
    },
  };
}

interface Connection {
  /** The open database. Once opening has taken too long, rejects at once until the browser answers after all. */
  opened(): Promise<IDBDatabase>;
  isClosed(database: IDBDatabase): boolean;
  forget(database: IDBDatabase): void;
}

function createConnection(name: string, tables: string[], mostWaiting: number): Connection {
  let opening: Promise<IDBDatabase> | null = null;
  let current: IDBDatabase | null = null;
  let answersLate = false;

  function forget(database: IDBDatabase): void {
    if (database !== current) return;
    current = null;
    opening = null;
  }

  function open(): Promise<IDBDatabase> {
    const begun = openWithTables(name, tables);
    begun.then(
      (database) => {
        answersLate = false;
        current = database;
        database.onclose = () => forget(database);
        database.onversionchange = () => {
          database.close(); // another tab deletes or changes the database, and waits for this one
          forget(database);
        };
      },
      () => {
        opening = null; // the next question tries again
      },
    );
    return begun;
  }

  return {
    async opened() {
      opening ??= open();
      try {
        return await withinTime(answersLate ? 0 : mostWaiting, opening);
      } catch (error) {
        answersLate = (error as Error).name === 'TimeoutError';
        throw error;
      }
    },
    isClosed: (database) => database !== current,
    forget,
  };
}

function transact<Answer>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  names: string[],
  requests: Requests<Answer>,
): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode);
    const asked = requests((table) => transaction.objectStore(table));
    transaction.oncomplete = () => resolve(asked.map(({ result }) => result));
    transaction.onabort = () => reject(transaction.error ?? asked.find(({ error }) => error)?.error ?? aborted());
  });
}

const aborted = (): Error => new DOMException('the browser broke the transaction off', 'AbortError');

/** Opens the database in the version that it has, or in the next one where tables are missing: a database that something else has made has none. */
async function openWithTables(name: string, tables: string[]): Promise<IDBDatabase> {
  const database = await openVersion(name, tables);
  if (tables.every((table) => database.objectStoreNames.contains(table))) return database;
  database.close();
  return openVersion(name, tables, database.version + 1);
}

function openVersion(name: string, tables: string[], version?: number): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => {
      const { result } = request;
      for (const table of tables)
        if (!result.objectStoreNames.contains(table)) result.createObjectStore(table, { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The promise's outcome. Rejects with `TimeoutError` where there is none after this many milliseconds. */
function withinTime<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new DOMException('the browser’s storage does not answer', 'TimeoutError'));
    const timer = setTimeout(late, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
