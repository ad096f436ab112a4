// The page works without this: it only adds keys, asks once more, copies, and spares the server.
(() => {
  'use strict';
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  document.documentElement.classList.add('js');

  // A token behind the # of the address was never sent to a server; it leaves the address at once.
  const token = /^#sign-in=([!-~]+)$/.exec(location.hash);
  if (token) {
    history.replaceState(null, '', location.pathname + location.search);
    const form = one('#sign-in');
    if (form) {
      one('#token').value = token[1];
      form.submit();
    }
  }

  // Nothing is refreshed that nobody sees, or that somebody works on.
  const busy = (region) =>
    document.hidden ||
    region.contains(document.activeElement) && document.activeElement.matches('input, select, textarea') ||
    region.querySelector('input[name=task]:checked, details.ask[open], details.more[open]:not([data-was])') !== null ||
    String(getSelection()) !== '';
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (event.detail.elt.id === 'live' && busy(event.detail.elt)) event.preventDefault();
  });
  const stale = (is) => { const note = one('#stale'); if (note) note.hidden = !is; };
  document.addEventListener('htmx:responseError', () => stale(true));
  document.addEventListener('htmx:sendError', () => stale(true));
  // The server tells when the page changed, while somebody looks at it: a browser opens six connections
  // to a host, so hidden pages have none. Where nobody tells, htmx asks every five seconds by itself.
  let events = null;
  let news = false;
  let silent = null;
  const hear = () => {
    const live = one('#live');
    const from = live && live.dataset.events && !document.hidden ? live.dataset.events : '';
    if (events && !from) { events.close(); events = null; }
    if (!from || events || !window.EventSource) return;
    events = new EventSource(from);
    events.onopen = () => { clearTimeout(silent); silent = null; stale(false); };
    events.onerror = () => { if (!silent) silent = setTimeout(() => stale(true), 8000); };
    events.addEventListener('changed', () => { news = true; follow(); });
    events.addEventListener('end', () => { news = true; follow(); events.close(); });
  };
  const follow = () => {
    const live = one('#live');
    const refused = events && events.readyState === EventSource.CLOSED;
    if (live && live.dataset.events && (news || refused) && !busy(live)) { news = false; htmx.trigger(live, 'changed'); }
  };
  setInterval(follow, 5000); // What came while somebody worked on the page.
  document.addEventListener('visibilitychange', hear);
  addEventListener('pagehide', () => { if (events) { events.close(); events = null; } });
  addEventListener('pageshow', hear);
  // What was unfolded stays so, and what had the focus keeps it.
  let open = [];
  let focus = null;
  document.addEventListener('htmx:beforeSwap', () => {
    stale(false);
    open = all('#live details').map((d) => d.open);
    const links = all('#live a, #live button, #live summary');
    focus = links.indexOf(document.activeElement);
  });
  document.addEventListener('htmx:afterSwap', () => {
    all('#live details').forEach((d, i) => { if (open[i]) d.open = true; });
    const links = all('#live a, #live button, #live summary');
    if (focus >= 0 && links[focus]) links[focus].focus({ preventScroll: true });
    count();
    hear();
  });

  const count = () => {
    const hint = one('#chosen');
    const chosen = all('input[name=task]:checked').length;
    if (hint) hint.textContent = chosen ? chosen + ' selected:' : 'With those selected:';
  };
  document.addEventListener('change', (event) => {
    if (event.target.id === 'all') all('input[name=task]').forEach((box) => { box.checked = event.target.checked; });
    count();
  });
  document.addEventListener('click', (event) => {
    const asks = event.target.closest('[data-ask]');
    if (asks && !confirm(asks.dataset.ask)) event.preventDefault();
    const copy = event.target.closest('[data-copy]');
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => {
        copy.textContent = 'Copied';
        setTimeout(() => { copy.textContent = 'Copy'; }, 1500);
      }, () => {});
    }
  });

  // Keys: / searches, j and k go down and up, Enter opens, x selects, n turns the page.
  const rows = () => all('tr.row');
  let at = -1;
  const go = (step) => {
    const list = rows();
    if (!list.length) return;
    at = Math.min(Math.max(at + step, 0), list.length - 1);
    const link = list[at].querySelector('a');
    if (link) link.focus();
    list[at].scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('focusin', (event) => {
    const row = event.target.closest('tr.row');
    if (row) at = rows().indexOf(row);
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') { document.activeElement.blur(); return; }
    if (event.target.matches('input:not([type=checkbox]), select, textarea')) return;
    if (event.key === '/') {
      event.preventDefault();
      const search = one('#search');
      if (search) search.focus(); else location.href = one('.menu a[href$="/tasks"]').href;
    } else if (event.key === 'j') go(1);
    else if (event.key === 'k') go(-1);
    else if (event.key === 'x') {
      const box = at >= 0 && rows()[at] && rows()[at].querySelector('input[name=task]');
      if (box) { box.checked = !box.checked; count(); }
    } else if (event.key === 'n') { const next = one('#next'); if (next) location.href = next.href; }
  });
})();
