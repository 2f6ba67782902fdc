import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage(); page.on('console', (m) => console.log(m.type(), m.text())); page.on('pageerror', (e) => console.log('pageerror', e.message));
await page.goto('http://127.0.0.1:23911/gallery'); await page.waitForTimeout(5000);
await page.getByRole('button', { name: /Theme/ }).click({ timeout: 3000 }); await page.waitForTimeout(1500); console.log('menu', await page.getByRole('menu').count());
await page.screenshot({ path: '/tmp/dev.png' });
await browser.close();
