/* Makes the README's pictures from the running programs: phones and the remote in Chromium, the stage
 * by punktum-stage --render from the scenes the server sends.
 * usage: node pictures.js DIR   (make pictures) */
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { execFileSync } = require('child_process');
const { serve, launch, Moderator } = require('./hall');

const STAGE = path.join(__dirname, '..', '..', 'build', 'punktum-stage');
const dir = path.resolve(process.argv[2] || 'docs/pictures');
const CARDS = ['Die Verwaltung ist ein Spiegelbild der Stadt', 'Yönetimde çok dillilik',
  'بلدية واحدة للجميع في عام 2030', 'Ausbildungsbotschafter an jeder Schule',
  'Mehrsprachigkeit zählt bei jeder Einstellung', 'Bewerbungen ohne Foto und Namen'];

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

async function main() {
  fs.mkdirSync(dir, { recursive: true });
  const hall = await serve(), browser = await launch();
  try {
    const phones = [];
    for (let i = 0; i < 6; i++)
      phones.push(await guest(browser, hall, i, i === 1 ? { width: 320, height: 640 } : undefined,
        i === 2 ? 'dark' : 'light'));
    const boss = new Moderator(await (await browser.newContext({ viewport:
      { width: 390, height: 844 }, deviceScaleFactor: 2, locale: 'de-DE' })).newPage(), hall);
    await boss.bind();
    await stage(hall, 'stage-arrival');
    await boss.step('next'); await boss.step('open');
    for (let i = 1; i < 6; i++) {
      await phones[i].waitForSelector('#text');
      await phones[i].fill('#text', CARDS[i - 1]);
      await phones[i].click('button.big');
      await phones[i].waitForSelector('.card');
    }
    await phones[0].fill('#text', CARDS[5]);
    await shot(phones[0], 'phone-visions');
    await boss.page.goto(hall.origin + '/m/cards');
    await shot(boss.page, 'remote-cards');
    await boss.step('release_all');
    await new Promise((r) => setTimeout(r, 700));
    await stage(hall, 'stage-visions');
    await boss.close(); await new Promise((r) => setTimeout(r, 3500));
    await boss.step('next'); await boss.step('open'); await boss.step('timer_start', 180);
    for (const [i, p] of phones.entries()) {
      await p.waitForSelector('.option');
      const plus = p.locator('.option button[name=plus]');
      await plus.nth(i % 2).click(); await plus.nth(1).click();
      if (i > 1) await plus.nth(2).click();
      await p.waitForFunction(() => /gespeichert/i.test(document.getElementById('said').textContent));
    }
    await shot(phones[0], 'phone-dots');
    await shot(phones[1], 'phone-dots-320');
    await shot(phones[2], 'phone-dots-dark');
    await boss.page.goto(hall.origin + '/m');
    await shot(boss.page, 'remote');
    await boss.page.screenshot({ path: path.join(dir, 'remote-whole.png'), fullPage: true });
    await boss.page.goto(hall.origin + '/m/agenda');
    await boss.page.screenshot({ path: path.join(dir, 'remote-agenda.png'), fullPage: true });
    await stage(hall, 'stage-dots');
    await boss.close(); await new Promise((r) => setTimeout(r, 3500));
    await boss.step('reveal'); await new Promise((r) => setTimeout(r, 700));
    await stage(hall, 'stage-result');
    await phones[0].reload(); await shot(phones[0], 'phone-result');
  } finally {
    await browser.close();
    hall.stop();
  }
}
main().catch((e) => { console.error(e); process.exit(1); });
