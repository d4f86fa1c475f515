/* Makes the README's pictures from the running programs: phones, remote and desk in Chromium, the
 * stage by punktum-stage --render from the scenes the server sends, pages of the documentation.
 * usage: node pictures.js DIR   (make pictures) */
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { execFileSync, spawn } = require('child_process');
const { serve, launch, Moderator, organiser } = require('./hall');

const ROOT = path.join(__dirname, '..', '..');
const PROGRAM = path.join(ROOT, 'build', 'punktum');
const STAGE = path.join(ROOT, 'build', 'punktum-stage');
const SAMPLE = JSON.parse(fs.readFileSync(path.join(ROOT, 'events', 'samples',
  'dialogkonferenz.json')));
const dir = path.resolve(process.argv[2] || 'docs/pictures');
const CARD = 'Bewerbungen ohne Foto und Namen';

function scene(hall) {
  return new Promise((resolve, reject) => {
    const request = http.get(hall.origin + '/stage/stream', (answer) => {
      let text = '';
      answer.on('data', (part) => {
        text += part;
        const event = /^event: scene\n[\s\S]*?^data: (.*)\n\n/m.exec(text);
        if (event) { request.destroy(); resolve(JSON.parse(event[1])); }
      });
    });
    request.on('error', reject);
  });
}

async function stage(hall, name, size) {
  const file = path.join(dir, name + '.json'), what = await scene(hall);
  /* the address of a hall instead of this test's */
  what.join.payload = 'HTTP://10.0.0.1/' + hall.code;
  what.join.typed = '10.0.0.1/' + hall.code;
  fs.writeFileSync(file, JSON.stringify(what));
  execFileSync(STAGE, ['--render', file, '--size', size || '1920x1080',
    path.join(dir, name + '.png')]);
  fs.unlinkSync(file);
}

const shot = (page, name) => page.screenshot({ path: path.join(dir, name + '.png') });

async function guest(browser, hall, i, viewport, scheme) {
  const context = await browser.newContext({ viewport: viewport || { width: 390, height: 844 },
    deviceScaleFactor: i ? 1 : 2, locale: 'de-DE', colorScheme: scheme || 'light' });
  const page = await context.newPage();
  await page.goto(hall.origin + '/' + hall.code);
  if (!i) await shot(page, 'phone-register');
  await page.fill('#name', 'Gast ' + i);
  await page.selectOption('#organisation', { index: 1 + i % 2 });
  await page.click('button.big');
  if (!i) await shot(page, 'phone-welcome');
  await page.goto(hall.origin + '/here');
  return page;
}

/* Shows the item whose title holds the words; the remote's own form. */
async function goto(boss, hall, words) {
  const page = await (await boss.page.request.get(hall.origin + '/m/agenda')).text();
  const block = page.split('<li').find((b) => b.includes(words) && b.includes('value="goto"'));
  return boss.step('goto', /name="arg" value="(\d+)"/.exec(block)[1]);
}

async function until(hall, good) {
  for (let i = 0; i < 150; i++) {
    if (good(await scene(hall))) return;
    await new Promise((r) => setTimeout(r, 200));
  }
  throw new Error('the hall did not get there');
}

async function arrival(hall, browser) {
  const phones = [];
  for (let i = 0; i < 3; i++)
    phones.push(await guest(browser, hall, i, i === 1 ? { width: 320, height: 640 } : undefined,
      i === 2 ? 'dark' : 'light'));
  await until(hall, (s) => s.groups && s.groups.reduce((n, g) => n + g.count, 0) >= 63);
  await stage(hall, 'stage-arrival');
  await stage(hall, 'stage-arrival-4-3', '1024x768');
  return phones;
}

async function visions(hall, boss, phones) {
  await goto(boss, hall, 'Woran erkennt');
  await boss.step('open');
  await phones[0].waitForSelector('#text');
  await phones[0].fill('#text', CARD);
  await shot(phones[0], 'phone-visions');
  await new Promise((r) => setTimeout(r, 2500));
  await boss.page.goto(hall.origin + '/m/cards');
  await shot(boss.page, 'remote-cards');
  for (let i = 0; i < 12; i++) await boss.step('release', 0);
  await until(hall, (s) => s.total >= 12);
  await stage(hall, 'stage-visions');
  await boss.close();
}

async function dots(hall, boss, phones) {
  await goto(boss, hall, 'Welche Vorhaben');
  await boss.step('open');
  await boss.step('timer_start', 180);
  for (const [i, p] of phones.entries()) {
    await p.waitForSelector('.option');
    const plus = p.locator('.option button[name=plus]');
    for (const n of [i % 2, 1, 3]) await plus.nth(n).click();
    await p.waitForFunction(() => /gespeichert/i.test(document.getElementById('said').textContent));
  }
  await until(hall, (s) => s.turnout.done >= 40);
  await stage(hall, 'stage-dots');
  await shot(phones[0], 'phone-dots');
  await shot(phones[1], 'phone-dots-320');
  await shot(phones[2], 'phone-dots-dark');
  await boss.page.goto(hall.origin + '/m');
  await shot(boss.page, 'remote');
  await until(hall, (s) => s.turnout.done >= 60);
  await boss.close();
  await until(hall, (s) => s.state === 'closed');
  await boss.step('reveal');
  await until(hall, (s) => s.state === 'revealed');
  await stage(hall, 'stage-result');
  await stage(hall, 'stage-result-4-3', '1024x768');
  await phones[0].reload();
  await shot(phones[0], 'phone-result');
}

async function desk(hall, browser) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 960 },
    locale: 'de-DE' })).newPage();
  await organiser(page, hall, 'Anna');
  const base = hall.desk + '/e/' + hall.code;
  await page.goto(base + '/agenda');
  await page.click('#agenda-list .item a:has-text("Welche Vorhaben")');
  await page.waitForFunction(() => {
    const img = document.querySelector('main img');
    return img && img.complete && img.naturalWidth > 0;
  });
  await shot(page, 'desk-agenda');
  await page.goto(base + '/checkin');
  await shot(page, 'desk-checkin');
  await page.goto(base + '/paper');
  await shot(page, 'desk-paper');
}

/* Pages of the documentation of this very session. */
function paper(hall) {
  const out = path.join(hall.dir, 'paper');
  execFileSync(PROGRAM, ['export', path.join(hall.dir, 'event.punktum'), out, '--format', 'pdf',
    '--data', hall.dir], { stdio: 'ignore' });
  const pdf = path.join(out, 'Dokumentation.pdf');
  const text = (n) => execFileSync('pdftotext', ['-f', n, '-l', n, pdf, '-']).toString();
  const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [pdf]).toString())[1]);
  const draw = (n, name) => execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '80', '-f', n,
    '-l', n, pdf, path.join(dir, name)]);
  draw('1', 'paper-cover');
  for (let n = 1; n <= pages; n++)
    if (text(String(n)).includes('Das Ergebnis im Einzelnen')) return draw(String(n), 'paper-result');
  throw new Error('no page shows the result');
}

async function main() {
  fs.mkdirSync(dir, { recursive: true });
  const hall = await serve(SAMPLE), browser = await launch();
  const crowd = spawn(PROGRAM, ['audience', '--url', hall.origin + '/' + hall.code, '--phones', '60',
    '--pace', '400', '--seed', '5'], { stdio: 'ignore' });
  try {
    const phones = await arrival(hall, browser);
    const boss = new Moderator(await (await browser.newContext({ viewport:
      { width: 390, height: 844 }, deviceScaleFactor: 2, locale: 'de-DE' })).newPage(), hall);
    await boss.bind();
    await visions(hall, boss, phones);
    await dots(hall, boss, phones);
    await goto(boss, hall, 'Kurze Pause');
    await boss.step('timer_start', 600);
    await until(hall, (s) => s.kind === 'break');
    await stage(hall, 'stage-break');
    await desk(hall, browser);
    paper(hall);
  } finally {
    crowd.kill();
    await browser.close();
    hall.stop();
  }
}
main().catch((e) => { console.error(e); process.exit(1); });
