/* Proves the agenda at the desk in a real browser: items are moved by mouse, by arrow keys and,
 * without a script, by buttons; forms save themselves and say so only then; the picture of the stage
 * follows what is typed; what is wrong is said at its field; two organisers at the same item both
 * see both versions and lose nothing; what one changes the other sees at once; deleted items come
 * back; a rehearsal leaves nothing behind. axe finds nothing. */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { serve, launch, Moderator, organiser } = require('./hall');

const ROOT = path.join(__dirname, '..', '..');
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const EVENT = {
  title: 'Dialogkonferenz', expected: 20, language: 'de', start: '2026-11-07T09:00',
  end: '2026-11-07T11:00',
  agenda: [{ kind: 'arrival', title: 'Ankommen', minutes: 30 },
    { kind: 'talk', title: 'Begrüßung', minutes: 15, speaker: 'Die Stadt' },
    { kind: 'visions', title: 'Woran erkennen wir das?', minutes: 15 },
    { kind: 'dots', title: 'Was zuerst?', minutes: 15, dots: 3, per_option: 2,
      options: ['eins', 'zwei', 'drei', 'vier'] },
    { kind: 'break', title: 'Pause', minutes: 20 }],
};
let passed = 0, failed = 0;

function check(good, what) {
  if (good) { passed++; return; }
  failed++;
  console.log('FAILED ' + what);
}
async function soon(page, what, test, arg, ms) {
  try { await page.waitForFunction(test, arg, { timeout: ms || 8000 }); passed++; }
  catch (e) { failed++; console.log('FAILED ' + what); }
}
const order = (page) => page.$$eval('#agenda-list .item', (all) =>
  all.map((li) => li.dataset.item).join(' '));
const order_is = (page, what, expected) => soon(page, what + ': order ' + expected, (e) =>
  Array.from(document.querySelectorAll('#agenda-list .item'), (li) => li.dataset.item).join(' ') === e,
  expected);
const saved = (page, what) => soon(page, what + ': saved is said', () =>
  /^Gespeichert \d\d?:\d\d$/.test(document.getElementById('saved').textContent));
/* The stored value, through a fresh page. */
async function stored(page, hall, id, field) {
  const text = await (await page.request.get(hall.desk + '/e/' + hall.code + '/agenda/' + id)).text();
  return page.evaluate(([html, name]) => {
    const f = new DOMParser().parseFromString(html, 'text/html').getElementById('f-' + name);
    return f.type === 'checkbox' ? String(f.checked) : f.value;
  }, [text, field]);
}

async function device(browser, options) {
  const context = await browser.newContext(Object.assign(
    { viewport: { width: 1440, height: 960 }, locale: 'de-DE', bypassCSP: true }, options));
  const page = await context.newPage();
  page.on('pageerror', (e) => check(false, 'script error: ' + e.message));
  return page;
}
async function looks(page, what) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa',
    'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations.map((v) => v.id + ' ' +
      v.nodes[0].html.slice(0, 160))));
  check(!found.length, what + ': ' + found.join('; '));
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    what + ' is wider than the screen');
}

async function moving(page) {
  const box = (id) => page.locator('.item[data-item="' + id + '"] .grip').boundingBox();
  check((await order(page)) === '1 2 3 4 5', 'the agenda as it was made');
  const from = await box(5), to = await box(2);
  await page.mouse.move(from.x + 12, from.y + 15);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y - 40, { steps: 4 });
  await page.mouse.move(to.x + 12, to.y + 5, { steps: 8 });
  await page.mouse.up();
  await order_is(page, 'dragged by mouse', '1 5 2 3 4');
  await soon(page, 'the time follows', () =>
    document.querySelector('.item[data-item="5"] .at').textContent === '9:30');
  await page.reload();
  check((await order(page)) === '1 5 2 3 4', 'the order is stored');
  const lost = await box(3), away = await box(1);
  await page.mouse.move(lost.x + 12, lost.y + 15);
  await page.mouse.down();
  await page.mouse.move(away.x + 12, away.y, { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  check((await order(page)) === '1 5 2 3 4', 'Escape puts it back');
  await page.focus('.item[data-item="5"] .grip');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await order_is(page, 'moved by keys', '1 2 3 5 4');
  await soon(page, 'the focus goes along', () => {
    const a = document.activeElement;
    return a.classList.contains('grip') && a.closest('.item').dataset.item === '5';
  });
  await soon(page, 'and it is told', () =>
    /^Verschoben: Pause, \d/.test(document.getElementById('agenda-said').textContent));
  await page.keyboard.press('ArrowDown');
  await order_is(page, 'moved by keys to the end', '1 2 3 4 5');
  await page.waitForTimeout(400);
  await page.click('.item[data-item="2"] .moves button:first-of-type');
  await order_is(page, 'moved by a button', '2 1 3 4 5');
  await page.click('.item[data-item="2"] .moves button:last-of-type');
  await order_is(page, 'and back', '1 2 3 4 5');
}

/* From the last key to the new picture, against what one fresh punktum-stage takes to draw at the
 * same moment: on a machine that does other things too both are slow. */
async function pictures(page) {
  const took = [], cold = [], stage = path.join(ROOT, 'build', 'punktum-stage');
  const scene = path.join(ROOT, 'tests', 'stage', 'scenes', 'dots-open.json');
  const png = path.join(os.tmpdir(), 'punktum-cold-' + process.pid + '.png');
  for (let i = 0; i < 20; i++) {
    const begun = Date.now();
    if (i % 4 === 0) {
      execFileSync(stage, ['--render', '--size', '960x540', scene, png]);
      cold.push(Date.now() - begun);
    }
    took.push(await page.evaluate((words) => new Promise((well) => {
      const img = document.getElementById('stage-picture'), f = document.getElementById('f-title');
      const from = performance.now();
      img.addEventListener('load', () => well(Math.round(performance.now() - from)), { once: true });
      f.focus();
      f.value = words;
      f.dispatchEvent(new Event('input', { bubbles: true }));
    }), 'Was gehen wir gemeinsam an? ' + i + process.pid));
    await page.waitForTimeout(100);
  }
  fs.rmSync(png, { force: true });
  took.sort((a, b) => a - b);
  cold.sort((a, b) => a - b);
  const p95 = took[18], usual = cold[2];
  console.log('picture after the last key: p50 ' + took[9] + ' ms, p95 ' + p95 +
    ' ms, 150 of them waiting for the next key; a fresh stage draws one in ' + usual + ' ms');
  check(took[9] - 150 < usual, 'a picture comes sooner than a fresh stage would draw it');
  check(p95 < 500 * Math.max(1, usual / 250), 'and within half a second: p95 ' + p95 + ' ms');
}

async function typing(page, hall) {
  await page.goto(hall.desk + '/e/' + hall.code + '/agenda/4');
  await page.waitForFunction(() => document.getElementById('stage-picture').naturalWidth > 0);
  await looks(page, 'agenda');
  await pictures(page);
  await page.fill('#f-title', 'Was gehen wir gemeinsam zuerst an?');
  await saved(page, 'title');
  check((await stored(page, hall, 4, 'title')) === 'Was gehen wir gemeinsam zuerst an?',
    'the title is stored');
  await soon(page, 'the list follows', () =>
    /gemeinsam zuerst/.test(document.querySelector('.item[data-item="4"] .what').textContent));
  await page.fill('#f-dots', '2000');
  await page.fill('#f-title', 'Was zuerst?');
  await page.waitForTimeout(1200);
  check((await stored(page, hall, 4, 'dots')) === '3', 'a number out of bounds is not stored');
  await page.fill('#f-dots', '');
  await saved(page, 'automatic');
  await page.fill('#f-options', 'eins\nzwei\n\n drei \n' + 'x'.repeat(170));
  await soon(page, 'what is wrong is said at its field', () =>
    /höchstens 128/.test((document.getElementById('bad-options') || {}).textContent || ''));
  await page.fill('#f-options', 'eins\nzwei\n\n drei ');
  await saved(page, 'options');
  check((await stored(page, hall, 4, 'options')) === 'eins\nzwei\ndrei', 'options, one a line');
  await page.click('details.more summary >> nth=1');
  await page.fill('#f-note', 'Karten gleich lesen');
  await page.selectOption('#f-report', 'short');
  await page.waitForTimeout(900);
  check((await stored(page, hall, 4, 'note')) === 'Karten gleich lesen', 'the note is stored');
  check((await stored(page, hall, 4, 'report')) === 'short', 'the choice is stored');
  await page.fill('#f-planned', '10:30');
  await soon(page, 'a fixed start leaves a gap, and it is said', () =>
    /30 Minuten frei/.test(document.querySelector('#agenda-list').textContent));
  await page.fill('#f-minutes', '45');
  await soon(page, 'the end is passed, and it is said', () =>
    /endet 35 Minuten nach/.test(document.querySelector('#agenda-list').textContent));
  await page.fill('#f-planned', '');
  await page.fill('#f-minutes', '15');
  await soon(page, 'and it is well again', () =>
    !/endet \d+ Minuten nach/.test(document.querySelector('#agenda-list').textContent));
}

async function together(anna, berta, hall) {
  const at = hall.desk + '/e/' + hall.code + '/agenda/2';
  await anna.goto(at);
  await berta.goto(at);
  await anna.context().setOffline(true);
  await anna.fill('#f-speaker', 'Von Anna');
  await soon(anna, 'not saved is said', () =>
    /Noch nicht gespeichert/.test(document.getElementById('saved').textContent));
  await berta.fill('#f-title', 'Grußworte');
  await saved(berta, 'berta');
  await anna.context().setOffline(false);
  await saved(anna, 'sent again');
  check((await stored(anna, hall, 2, 'speaker')) === 'Von Anna' &&
    (await stored(anna, hall, 2, 'title')) === 'Grußworte', 'different fields: both are stored');
  check((await anna.inputValue('#f-title')) === 'Grußworte', 'and both are seen');
  await anna.context().setOffline(true);
  await anna.fill('#f-title', 'Fassung Anna');
  await berta.fill('#f-title', 'Fassung Berta');
  await saved(berta, 'berta again');
  await anna.context().setOffline(false);
  await soon(anna, 'both versions stand there, with the name', () => {
    const note = document.querySelector('.other');
    return note && /Berta/.test(note.textContent) && /Fassung Berta/.test(note.textContent) &&
      document.getElementById('f-title').value === 'Fassung Anna';
  });
  check((await stored(anna, hall, 2, 'title')) === 'Fassung Berta', 'nothing was overwritten');
  await looks(anna, 'conflict');
  await anna.click('.other button >> nth=0');
  await saved(anna, 'mine is kept');
  check((await stored(anna, hall, 2, 'title')) === 'Fassung Anna', 'after it was chosen');
  await anna.click('.item[data-item="5"] .moves button:first-of-type');
  await order_is(berta, 'the other browser follows', '1 2 3 5 4');
  await anna.click('.item[data-item="5"] .moves button:last-of-type');
  await order_is(berta, 'and back', '1 2 3 4 5');
}

/* Plain forms only. */
async function plain(page, hall, moderator) {
  await page.goto(hall.desk + '/e/' + hall.code + '/agenda/3');
  await page.click('.item[data-item="3"] .moves button >> nth=0');
  check((await order(page)) === '1 3 2 4 5', 'without script: up');
  await page.click('.item[data-item="3"] .moves button >> nth=1');
  await page.fill('#f-title', 'Woran erkennen wir es?');
  await page.click('#save');
  check((await page.inputValue('#f-title')) === 'Woran erkennen wir es?', 'without script: saved');
  await page.fill('#f-cards_max', '900');
  await page.$eval('#item-form', (f) => { f.noValidate = true; }).catch(() => {});
  await page.click('details.adding summary');
  await page.click('button[value=dots]');
  check(/Womit fangen wir an/.test(await page.textContent('.item.chosen')), 'without script: added');
  check(/Noch gibt es nichts abzustimmen/.test(await page.textContent('#agenda-item')),
    'a vote without options is told');
  check((await order(page)).split(' ').length === 6, 'one more');
  await page.click('.item-acts .danger');
  check((await order(page)) === '1 2 3 4 5', 'without script: deleted');
  await page.click('.undo-line button');
  check((await order(page)).split(' ').length === 6, 'and brought back');
  await page.click('.item-acts .danger');
  await page.goto(hall.desk + '/e/' + hall.code + '/agenda/1');
  await moderator.step('next');
  await page.goto(hall.desk + '/e/' + hall.code + '/agenda/2');
  await page.click('.item-acts .danger');
  check(/steht auf der Bühne/.test(await page.textContent('main')), 'not what is on the stage');
  await page.goto(hall.desk + '/e/' + hall.code + '/agenda/run');
  check(/9:15|9:30/.test(await page.textContent('main')) &&
    /Fassung Anna/.test(await page.textContent('.on-now')), 'the sheet for the day');
}

async function papers(page, hall) {
  for (const [name, text] of [['programme', 'Ankommen'], ['script', 'Karten gleich lesen'],
    ['run', 'Verlauf'], ['../rehearsal', 'Probe beginnen']]) {
    await page.goto(hall.desk + '/e/' + hall.code + '/agenda/' + name);
    check((await page.textContent('main')).includes(text), name + ' says ' + text);
    await looks(page, name);
  }
  check(!(await (await page.request.get(hall.desk + '/e/' + hall.code + '/agenda/programme')).text())
    .includes('Karten gleich lesen'), 'the public programme has no internal note');
}

async function rehearsal(page, hall) {
  await page.goto(hall.desk + '/e/' + hall.code + '/rehearsal');
  await page.fill('#phones', '12');
  await page.click('.start-rehearsal button');
  await page.waitForSelector('.rehearsing', { timeout: 15000 });
  check(!page.url().includes('/' + hall.code + '/'), 'the rehearsal has a code of its own');
  await soon(page, 'simulated people sign in', () => /12 angemeldet/.test(
    document.querySelector('main').textContent), null, 20000);
  await looks(page, 'rehearsal');
  check(fs.readdirSync(hall.dir).some((f) => f.startsWith('.probe-')), 'it has a file');
  await page.click('.rehearsing button');
  await page.waitForSelector('.start-rehearsal', { timeout: 15000 });
  check(!fs.readdirSync(hall.dir).some((f) => f.startsWith('.probe-')), 'nothing is left of it');
  const people = await (await page.request.get(hall.desk + '/e/' + hall.code + '/agenda/run')).text();
  check(people.includes('Fassung Anna'), 'the real event stands');
}

(async () => {
  const hall = await serve(EVENT), browser = await launch();
  try {
    const anna = await organiser(await device(browser), hall, 'Anna');
    const berta = await organiser(await device(browser), hall, 'Berta', anna);
    const moderator = new Moderator(await device(browser), hall);
    await moderator.bind();
    await anna.goto(hall.desk + '/e/' + hall.code + '/agenda');
    await moving(anna);
    await typing(anna, hall);
    await together(anna, berta, hall);
    const bare = await device(browser, { javaScriptEnabled: false,
      storageState: await berta.context().storageState() });
    await plain(bare, hall, moderator);
    await papers(anna, hall);
    await rehearsal(anna, hall);
    await anna.setViewportSize({ width: 390, height: 844 });
    await anna.goto(hall.desk + '/e/' + hall.code + '/agenda/4');
    await looks(anna, 'agenda on a phone');
  } catch (e) {
    check(false, e.stack);
  } finally {
    await browser.close();
    hall.stop();
  }
  console.log(passed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
})();
