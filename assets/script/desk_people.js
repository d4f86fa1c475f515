/* The door and the list of people. Without it both work as plain forms; with it a scan never loads
 * the page anew, so that no character of the next badge is lost, and lists follow as one types. */
(function () {
  'use strict';
  var d = document, scan = d.getElementById('scan');

  /* --- the door: one field, a list to pick from, an answer below -------------------------------- */
  function letters(text) { return text.replace(/[^\p{L}\p{N}]/gu, '').length; }
  function beep(look) {
    var tones = { good: [880], again: [520, 520], unknown: [220] }[look], ctx;
    if (!tones || !self.AudioContext) return;
    try {
      ctx = door.audio = door.audio || new AudioContext();
      tones.forEach(function (hz, i) {
        var o = ctx.createOscillator(), g = ctx.createGain(), t = ctx.currentTime + i * 0.16;
        o.frequency.value = hz;
        g.gain.setValueAtTime(0.12, t);
        g.gain.exponentialRampToValueAtTime(0.001, t + 0.14);
        o.connect(g).connect(ctx.destination);
        o.start(t);
        o.stop(t + 0.15);
      });
    } catch (e) { door.audio = null; }
  }
  function door() {
    var q = d.getElementById('q'), list = d.getElementById('matches'), room = scan.closest('.door');
    var chosen = -1, shown = '', timer = 0, asked = 0, chain = Promise.resolve(), ticking = 0;

    q.setAttribute('role', 'combobox');
    q.setAttribute('aria-autocomplete', 'list');
    q.setAttribute('aria-controls', 'matches');
    q.setAttribute('aria-expanded', 'false');
    function close() {
      clearTimeout(timer);
      asked++;
      list.hidden = true;
      list.textContent = '';
      chosen = -1;
      shown = '';
      q.setAttribute('aria-expanded', 'false');
      q.removeAttribute('aria-activedescendant');
    }
    function choose(i) {
      var all = list.children;
      if (!all.length) return;
      if (all[chosen]) all[chosen].setAttribute('aria-selected', 'false');
      chosen = (i + all.length) % all.length;
      all[chosen].setAttribute('aria-selected', 'true');
      all[chosen].scrollIntoView({ block: 'nearest' });
      q.setAttribute('aria-activedescendant', all[chosen].id);
    }
    function part(tag, name, text) {
      var e = d.createElement(tag);
      e.className = name;
      e.dir = 'auto';
      e.textContent = text;
      return e;
    }
    function show(people, typed) {
      var kept = list.children[chosen] ? list.children[chosen].dataset.id : '', at;
      close();
      shown = list.dataset.q = typed;
      people.forEach(function (p) {
        var li = d.createElement('li');
        li.id = 'm' + p.id;
        li.dataset.id = p.id;
        li.setAttribute('role', 'option');
        li.setAttribute('aria-selected', 'false');
        li.appendChild(part('span', 'who-name', p.name));
        li.appendChild(part('span', 'small', [p.organisation, p.discipline].filter(Boolean).join(' · ')));
        li.appendChild(part('span', 'tag ' + p.state_class, p.state));
        list.appendChild(li);
      });
      list.hidden = !people.length;
      q.setAttribute('aria-expanded', String(!!people.length));
      at = people.findIndex(function (p) { return String(p.id) === kept; });
      if (people.length) choose(Math.max(at, 0));
    }
    function ask() {
      var typed = q.value, number = ++asked;
      if (letters(typed) < 3) { close(); return; }
      fetch(scan.getAttribute('action') + '/search?q=' + encodeURIComponent(typed),
            { credentials: 'same-origin', headers: { Accept: 'application/json' } })
        .then(function (r) { if (!r.ok) throw r; return r.json(); })
        .then(function (j) { if (number === asked && q.value === typed) show(j.people, typed); }, function () {});
    }
    q.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(ask, 90); });
    q.addEventListener('blur', function () { setTimeout(function () { if (d.activeElement !== q) close(); }, 200); });
    list.addEventListener('mousedown', function (e) {
      var li = e.target.closest('li');
      e.preventDefault();
      if (li) send({ p: li.dataset.id, 'do': 'in' });
    });
    q.addEventListener('keydown', function (e) {
      if (e.key === 'ArrowDown') { choose(chosen + 1); e.preventDefault(); }
      else if (e.key === 'ArrowUp') { choose(chosen - 1); e.preventDefault(); }
      else if (e.key === 'Escape') { if (list.hidden) q.value = ''; close(); }
      else if (e.key === 'Enter' && !list.hidden && chosen >= 0 && shown === q.value) {
        e.preventDefault();
        send({ p: list.children[chosen].dataset.id, 'do': 'in' });
      }
    });

    /* One after the other: the next scan may come while the last one is on its way. */
    function send(fields) {
      var body = new URLSearchParams();
      Object.keys(fields).forEach(function (k) { body.set(k, fields[k]); });
      q.value = '';
      close();
      q.focus();
      chain = chain.then(function () {
        body.set('csrf', d.body.dataset.csrf);
        body.set('recent', scan.elements.recent.value);
        return fetch(scan.action, { method: 'POST', credentials: 'same-origin', headers: { Accept: 'text/html' }, body: body })
          .then(function (r) { return r.text().then(function (t) { take(r, t); }); }, lost);
      });
    }
    function lost() {
      d.getElementById('door-now').innerHTML = '';
      d.getElementById('door-now').appendChild(part('p', 'notice bad', d.body.dataset.lost));
      beep('unknown');
    }
    function take(r, text) {
      var page = new DOMParser().parseFromString(text, 'text/html'), now = page.getElementById('door-now'), main, p;
      if (!now && r.redirected) { location.href = r.url; return; }
      if (!now) {                         /* a refusal: its sentence */
        main = page.getElementById('main');
        p = main && main.querySelector('p');
        d.getElementById('door-now').innerHTML = '';
        d.getElementById('door-now').appendChild(part('p', 'notice bad', p ? p.textContent : d.body.dataset.lost));
        beep('unknown');
        return;
      }
      ['door-now', 'door-last', 'door-count'].forEach(function (id) {
        var fresh = page.getElementById(id), old = d.getElementById(id);
        if (!fresh || !old) return;
        if (id === 'door-now') { old.innerHTML = ''; while (fresh.firstChild) old.appendChild(d.importNode(fresh.removeChild(fresh.firstChild), true)); }
        else old.replaceWith(d.importNode(fresh, true));
      });
      scan.elements.recent.value = page.querySelector('#scan [name=recent]').value;
      if (r.redirected) history.replaceState(null, '', r.url);
      ready();
    }
    function ready(quiet) {
      var box = d.querySelector('#door-now .result'), undo = d.querySelector('.result-undo'), left, p;
      clearInterval(ticking);
      if (box && !quiet) beep(box.dataset.look);
      if (!undo) return;
      left = +undo.dataset.left;
      p = undo.querySelector('p');
      function tick() {
        if (left <= 0) { clearInterval(ticking); undo.remove(); if (d.activeElement === d.body) q.focus(); return; }
        p.textContent = p.dataset.text.replace('{n}', left--);
      }
      tick();
      ticking = setInterval(tick, 1000);
    }
    room.addEventListener('submit', function (e) {
      var f = e.target, fields = {};
      if (f.getAttribute('action') !== scan.getAttribute('action')) { setTimeout(function () { q.focus(); }, 0); return; }
      e.preventDefault();
      new FormData(f).forEach(function (v, k) { fields[k] = v; });
      if (e.submitter && e.submitter.name) fields[e.submitter.name] = e.submitter.value;
      if (f === scan && !q.value.trim()) { q.focus(); return; }
      send(fields);
    });
    /* A scanner types wherever the focus is: what no field takes goes into the field. */
    d.addEventListener('keydown', function (e) {
      if (e.ctrlKey || e.metaKey || e.altKey || e.key.length !== 1 || e.key === ' ') return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(d.activeElement.tagName)) return;
      q.focus();
    });
    addEventListener('focus', function () { if (d.activeElement === d.body) q.focus(); });
    q.value = '';
    q.focus();
    ready(true);
  }
  if (scan) door();

  /* --- the list: follows what is typed and chosen ------------------------------------------------- */
  var filters = d.getElementById('filters');
  function follow() {
    var timer = 0, number = 0, field = filters.elements.q;
    function go() {
      var to = filters.getAttribute('action') + '?' + new URLSearchParams(new FormData(filters)), mine = ++number;
      self.desk.page(to).then(function (page) {
        if (mine !== number) return;
        self.desk.put(page, ['people-list']);
        history.replaceState(null, '', to);
      }, function () {});
    }
    filters.addEventListener('input', function () {
      clearTimeout(timer);
      if (letters(field.value) > 0 && letters(field.value) < 3) return;
      timer = setTimeout(go, 150);
    });
    filters.addEventListener('submit', function (e) { e.preventDefault(); go(); });
    filters.classList.add('live');
  }
  if (filters) follow();
})();
