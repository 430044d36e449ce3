// What waits to be sent, in the browser's own database.
const opened = new Promise((good, bad) => {
  const asked = indexedDB.open('wenming-phone', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('reports', { keyPath: 'id' });
  asked.onsuccess = () => good(asked.result);
  asked.onerror = () => bad(asked.error);
});

async function act(mode, what) {
  const change = (await opened).transaction('reports', mode);
  const asked = what(change.objectStore('reports'));
  return new Promise((good, bad) => {
    change.oncomplete = () => good(asked.result);
    change.onerror = () => bad(change.error);
    change.onabort = () => bad(change.error);
  });
}

export const keep = (report) => act('readwrite', (store) => store.put(report));
export const forget = (id) => act('readwrite', (store) => store.delete(id));

// Of one person, the oldest first: on a phone that two use, neither sends for the other.
export async function reports(owner) {
  const all = await act('readonly', (store) => store.getAll());
  return all.filter((one) => one.owner === owner).sort((one, other) => one.at - other.at);
}
