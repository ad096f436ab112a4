// Search over search-index.js, which is loaded when the field is first used.
(() => {
  const root = document.currentScript.dataset.root;
  const field = document.getElementById('search');
  const list = document.getElementById('results');
  let chosen = -1;
  let loading;

  const load = () => loading ??= new Promise((done) => {
    const script = document.createElement('script');
    script.src = root + 'search-index.js';
    script.onload = done;
    document.head.append(script);
  });

  const fold = (text) => text.toLowerCase();

  // Every word must be found, one of them in the section itself; a title counts most, then a heading, then the text.
  const score = ([title, heading, , text], words) => {
    if (heading && !words.some((word) => fold(heading + ' ' + text).includes(word))) return 0;
    let sum = 0;
    for (const word of words) {
      const points = (fold(title).includes(word) ? (heading ? 4 : 12) : 0)
        + (fold(heading).includes(word) ? 10 : 0)
        + (fold(text).includes(word) ? 1 : 0);
      if (points === 0) return 0;
      sum += points;
    }
    return sum;
  };

  const find = (query) => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    return globalThis.stintIndex
      .map((entry) => ({ entry, words, points: score(entry, words) }))
      .filter((hit) => hit.points > 0)
      .sort((a, b) => b.points - a.points)
      .slice(0, 12);
  };

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    parent?.append(made);
    return made;
  };

  const snippet = (text, words, into) => {
    const at = Math.max(0, ...words.map((word) => fold(text).indexOf(word)));
    const from = at < 50 ? 0 : text.indexOf(' ', at - 50) + 1;
    const part = (from > 0 ? '… ' : '') + text.slice(from, from + 150);
    let rest = part;
    while (rest) {
      const places = words.map((word) => [fold(rest).indexOf(word), word.length]).filter(([i]) => i >= 0);
      if (places.length === 0) break;
      const [index, length] = places.sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      into.append(rest.slice(0, index));
      element('mark', rest.slice(index, index + length), into);
      rest = rest.slice(index + length);
    }
    into.append(rest);
  };

  const show = (hits, query) => {
    list.replaceChildren();
    chosen = -1;
    hits.forEach(({ entry: [title, heading, address, text], words }, i) => {
      const item = element('li', '', list);
      item.id = 'result-' + i;
      item.setAttribute('role', 'option');
      const link = element('a', '', item);
      link.href = root + address;
      link.tabIndex = -1;
      element('b', heading ? title + ' › ' + heading : title, link);
      snippet(text, words, element('small', '', link));
    });
    if (hits.length === 0 && query.trim()) element('li', 'Nothing found.', list).className = 'none';
    list.hidden = list.children.length === 0;
    field.setAttribute('aria-expanded', String(!list.hidden));
    field.removeAttribute('aria-activedescendant');
  };

  const choose = (to) => {
    const items = [...list.querySelectorAll('[role=option]')];
    if (items.length === 0) return;
    items[chosen]?.removeAttribute('aria-selected');
    chosen = (to + items.length) % items.length;
    items[chosen].setAttribute('aria-selected', 'true');
    items[chosen].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', items[chosen].id);
  };

  const search = () => load().then(() => show(find(field.value), field.value));
  const close = () => show([], '');

  field.addEventListener('focus', () => (field.value ? search() : load()));
  field.addEventListener('input', search);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === 'Enter') list.querySelectorAll('a')[Math.max(chosen, 0)]?.click();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', close);
  document.addEventListener('click', (event) => {
    if (!event.target.closest('.search')) close();
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    }
  });
})();
