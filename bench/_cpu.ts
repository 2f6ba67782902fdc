import { mkdtemp, rm } from 'node:fs/promises';
import { writeLargeSheets } from './import/sheets.ts';
import { readWithHawker, readWithParserAlone } from './import/read-sheet.ts';
const d = await mkdtemp('/tmp/hawker-import-');
const cpu=()=>{const u=process.cpuUsage();return (u.user+u.system)/1000};
try { const {csvPath}=await writeLargeSheets(d,100000); const R=[];
for(let k=0;k<7;k++){ let c=cpu(),t=performance.now(); await readWithParserAlone(csvPath); const f=cpu()-c, ft=performance.now()-t; c=cpu();t=performance.now(); await readWithHawker(csvPath); const o=cpu()-c, ot=performance.now()-t; R.push(f/o); console.log(Math.round(f),Math.round(o),(f/o).toFixed(2),'wall',Math.round(ft),Math.round(ot),(ft/ot).toFixed(2)); }
console.log(R.sort()[3]);
} finally { await rm(d, { recursive: true }); }
