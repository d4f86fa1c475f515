/* Proves the participants' pages in a real browser: two phones with the script (390 px), one without
 * (320 px), and a remote go through registration, cards, dots and reveal. Drafts survive a reload,
 * what was not stored is said and sent again, an older ballot never wins, the order of options is
 * the same by script and by server, a changed phone is told, nothing is wider than the screen, and
 * axe finds nothing, also at the contrast of level AAA. */
'use strict';
const fs = require('fs');
const { serve, launch, Moderator } = require('./hall');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SAVED = /^gespeichert \d\d?:\d\d$/;
let passed = 0, failed = 0;

function check(good, what) {
  if (good) { passed++; return; }
  failed++;
  console.log('FAILED ' + what);
}
async function soon(page, what, test, arg) {
  try { await page.waitForFunction(test, arg, { timeout: 20000 }); passed++; }
  catch (e) { failed++; console.log('FAILED ' + what); }
}
const saidIs = (page, what, pattern) => soon(page, what,
  (source) => { const p = document.getElementById('said');
    return p && new RegExp(source, 'i').test(p.textContent); }, pattern.source);
const order = (page) => page.$$eval('.option', (all) => all.map((li) => li.dataset.id).join());
const left = (page) => page.textContent('#left');

async function device(browser, options) {
  const context = await browser.newContext(Object.assign(
    { viewport: { width: 390, height: 844 }, locale: 'de-DE', bypassCSP: true }, options));
  const page = await context.newPage();
  page.on('pageerror', (e) => check(false, 'script error: ' + e.message));
  return page;
}

/* Rules of WCAG 2.2 AA, the contrast of AAA, and no sideways scrolling. */
async function looks(page, what) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa',
    'wcag21aa', 'wcag22aa', 'wcag2aaa'] }).then((r) => r.violations.map((v) => v.id + ' ' +
      v.nodes[0].html.slice(0, 100))));
  check(!found.length, what + ': ' + found.join('; '));
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    what + ' is wider than the screen');
}

async function register(page, hall, name) {
  await page.goto(hall.origin + '/' + hall.code);
  await page.fill('#name', name);
  await page.selectOption('#organisation', { index: 1 });
  await page.click('button.big');
  return (await page.textContent('.bigcode')).trim();
}

async function arrival(hall, phone, plain) {
  let bytes = 0, requests = 0;
  const count = async (request) => {
    requests++;
    bytes += (await request.sizes()).responseBodySize;
  };
  phone.on('requestfinished', count);
  await phone.goto(hall.origin + '/' + hall.code.toLowerCase(), { waitUntil: 'networkidle' });
  await phone.waitForTimeout(200);
  phone.off('requestfinished', count);
  check(requests <= 3 && bytes > 3000 && bytes <= 30 * 1024,
    'first view: ' + requests + ' requests, ' + bytes + ' bytes');
  await looks(phone, 'registration');
  const code = await register(phone, hall, 'Ayşe Yılmaz');
  check(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(code), 'personal code: ' + code);
  await looks(phone, 'welcome');
  await phone.click('a.big');
  await register(plain, hall, 'Ohne Skript');
  await plain.click('a.big');
  check((await plain.textContent('#now')).includes('Sie sind dabei'), 'without script: arrived');
  return code;
}

async function cards(moderator, phone, plain) {
  await moderator.step('next');
  await soon(phone, 'the item arrives', () =>
    document.getElementById('now').dataset.state === 'prepared');
  const opened = Date.now();
  await moderator.step('open');
  await phone.waitForSelector('#text', { timeout: 20000 });
  check(Date.now() - opened < 1500, 'open arrives within a second');
  await phone.fill('#text', 'Jugendliche kennen 60 Ausbildungsberufe im Rathaus');
  await phone.reload();
  check((await phone.inputValue('#text')).startsWith('Jugendliche'), 'the draft survives a reload');
  await phone.click('.end .big');
  await saidIs(phone, 'the card is saved', SAVED);
  check((await phone.textContent('[data-own=cards]')).includes('Jugendliche'), 'own card is listed');
  await phone.fill('#text', 'x'.repeat(141));
  await phone.click('.end .big');
  await saidIs(phone, 'too long is said', /zu lang/);
  await phone.fill('#text', 'Ohne Netz geschrieben');
  await phone.context().setOffline(true);
  await phone.click('.end .big');
  await saidIs(phone, 'not saved is said', /noch nicht gespeichert/);
  await phone.context().setOffline(false);
  await saidIs(phone, 'sent again by itself', SAVED);
  check((await phone.locator('[data-own=cards] .card').count()) === 2, 'and stored once');
  await looks(phone, 'cards');
  await plain.goto(plain.url());
  await plain.fill('#text', 'مدينة للجميع 2030');
  await plain.click('.end .big');
  check((await plain.textContent('[data-own=cards]')).includes('مدينة'), 'without script: a card');
  await plain.click('.acts a');
  await plain.fill('#text', 'Eine Stadt für alle');
  await plain.click('button.big');
  check((await plain.textContent('[data-own=cards]')).includes('für alle'), 'without script: changed');
}

async function closing(moderator, phone) {
  await phone.fill('#text', 'Ich tippe noch');
  await phone.focus('#text');
  await moderator.step('release', 0);
  await soon(phone, 'the own card\'s status arrives', () =>
    document.querySelector('[data-own=cards]').textContent.includes('Auf der Leinwand'));
  check((await phone.inputValue('#text')) === 'Ich tippe noch' &&
    await phone.evaluate(() => document.activeElement.id === 'text'), 'typing goes on');
  await moderator.close();
  await soon(phone, 'sent when it closes', () =>
    document.querySelector('[data-own=cards]').textContent.includes('Ich tippe noch'));
  await soon(phone, 'and is over', () =>
    document.getElementById('now').dataset.state === 'revealed');
  check(await phone.isHidden('.acts'), 'closed: no more changes');
}

async function dots(moderator, phone, plain) {
  await moderator.step('next');
  await moderator.step('open');
  await phone.waitForSelector('#ballot', { timeout: 20000 });
  check((await left(phone)) === 'Noch 3 von 3 Punkten', 'three dots');
  const mixed = await order(phone);
  await phone.click('.option:nth-child(1) [name=plus]');
  await phone.click('.option:nth-child(1) [name=plus]');
  check(await phone.isDisabled('.option:nth-child(1) [name=plus]'), 'most dots on one option');
  await phone.click('.option:nth-child(3) [name=plus]');
  check((await left(phone)) === 'Noch 0 von 3 Punkten', 'all dots given');
  await saidIs(phone, 'dots are saved', SAVED);
  await looks(phone, 'dots');
  await phone.reload();
  check((await order(phone)) === mixed, 'the same order by script and by server');
  check((await left(phone)) === 'Noch 0 von 3 Punkten', 'stored dots are shown');
  await phone.click('.option:nth-child(3) [name=minus]');
  await saidIs(phone, 'a change is saved', SAVED);
  await phone.context().setOffline(true);
  await phone.click('.option:nth-child(2) [name=plus]');
  await saidIs(phone, 'dots not saved is said', /noch nicht gespeichert/);
  await phone.context().setOffline(false);
  await phone.reload();
  await saidIs(phone, 'pending dots are sent after a reload', /^gespeichert/);
  check((await left(phone)) === 'Noch 0 von 3 Punkten', 'with the dots of before');
  await moderator.step('pause');
  await soon(phone, 'paused', () => document.getElementById('now').dataset.state === 'paused');
  await moderator.step('open');
  await phone.waitForSelector('#ballot', { timeout: 20000 });
  check((await left(phone)) === 'Noch 0 von 3 Punkten', 'dots are there after the pause');
  await plainDots(plain);
}

async function plainDots(plain) {
  await plain.goto(plain.url().replace(/[?#].*/, ''));
  const mixed = await order(plain);
  await plain.click('.option:nth-child(1) [name=plus]');
  await plain.click('.option:nth-child(2) [name=plus]');
  check((await left(plain)) === 'Noch 1 von 3 Punkten', 'without script: two dots');
  await plain.click('.option:nth-child(2) [name=minus]');
  check((await left(plain)) === 'Noch 2 von 3 Punkten', 'without script: one back');
  await plain.click('.end .big');
  check((await order(plain)) === mixed, 'without script: the same order');
  check((await plain.textContent('.end')).includes('Gespeichert'), 'without script: saved is said');
}

async function changedPhone(hall, phone, other, code) {
  await other.goto(hall.origin + '/code');
  await other.fill('#code', code.toLowerCase().replace('-', ' '));
  await other.click('button.big');
  await other.waitForSelector('#ballot');
  check((await left(other)) === 'Noch 0 von 3 Punkten', 'the new phone has the dots');
  await soon(phone, 'the old phone is told', () =>
    document.getElementById('line').textContent.includes('anderen Gerät'));
}

async function reveal(moderator, other, plain) {
  await moderator.close();
  await soon(other, 'closed: the own dots', () =>
    document.getElementById('now').textContent.includes('Ihre Punkte'));
  await soon(other, 'closed', () => document.getElementById('now').dataset.state === 'closed');
  check(!(await other.textContent('#now')).includes('Personen'), 'closed: no result');
  await moderator.step('reveal');
  await other.waitForSelector('.results', { timeout: 20000 });
  await looks(other, 'result');
  await plain.goto(plain.url().replace(/[?#].*/, ''));
  check((await plain.locator('.result').count()) === 5, 'without script: the result');
}

async function main() {
  const hall = await serve();
  const browser = await launch();
  try {
    const moderator = new Moderator(await device(browser), hall);
    await moderator.bind();
    const phone = await device(browser);
    const plain = await device(browser, { javaScriptEnabled: false,
      viewport: { width: 320, height: 640 } });
    const code = await arrival(hall, phone, plain);
    await cards(moderator, phone, plain);
    await closing(moderator, phone);
    await dots(moderator, phone, plain);
    const other = await device(browser, { viewport: { width: 320, height: 640 },
      colorScheme: 'dark' });
    await changedPhone(hall, phone, other, code);
    await reveal(moderator, other, plain);
  } catch (e) {
    check(false, e.stack);
  } finally {
    await browser.close();
    hall.stop();
  }
  console.log(passed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
}
main();
