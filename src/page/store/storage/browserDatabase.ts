/** The browser's own database: tables of rows with an `id`. Unlike the key-value storage, the database takes typed arrays as they are and has room for large ones. */

interface Row {
  id: string;
}

export interface BrowserDatabase<Tables> {
  /** Every row of a table. Every method rejects where the browser has no storage for this page. */
  all<Name extends keyof Tables>(table: Name): Promise<Tables[Name][]>;
  get<Name extends keyof Tables>(table: Name, id: string): Promise<Tables[Name] | null>;
  /** Adds a row to each of these tables, or replaces the row with its id: either in all of the tables or in none. Rejects where there is no room. */
  put(rows: Partial<Tables>): Promise<void>;
  /** Removes the row of this id from every table. */
  remove(id: string): Promise<void>;
}

export function browserDatabase<Tables extends Record<keyof Tables, Row>>(
  name: string,
  tables: (keyof Tables & string)[],
): BrowserDatabase<Tables> {
  let opened: Promise<IDBDatabase> | null = null;

  async function change<Answer>(
    mode: IDBTransactionMode,
    names: string[],
    question: (table: (name: string) => IDBObjectStore) => IDBRequest<Answer>[],
  ): Promise<Answer[]> {
    opened ??= open(name, tables);
    opened.catch(() => {
      opened = null;
    });
    const transaction = (await opened).transaction(names, mode);
    const requests = question((table) => transaction.objectStore(table));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
      transaction.onabort = () => reject(transaction.error ?? requests.find(({ error }) => error)?.error);
    });
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

async function open(name: string, tables: string[]): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => {
      for (const table of tables) request.result.createObjectStore(table, { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('another tab holds an older version open'));
  });
}
