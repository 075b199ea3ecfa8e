#include "report/style.h"

namespace cmmm::report {
namespace {

constexpr char kStyle[] = R"css(
@page { size: A4; margin: 15mm 16mm 17mm; }
@page { @bottom-left { font: 8pt sans-serif; color: #6b7785; }
  @bottom-right { content: counter(page) ' / ' counter(pages);
    font: 8pt sans-serif; color: #6b7785; } }
* { box-sizing: border-box; }
html { font: 10pt/1.5 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans',
  'Noto Sans', 'DejaVu Sans', 'Noto Sans CJK SC', sans-serif; color: #1d2733; -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }
html:lang(zh-CN) { font-family: 'Microsoft YaHei', 'PingFang SC',
  'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif; }
body { margin: 0; counter-reset: part; }
p { margin: 0 0 2.2mm; }
h1 { font-size: 22pt; line-height: 1.25; margin: 0 0 1mm; color: #0f2f57;
  overflow-wrap: anywhere; }
h2 { font-size: 14.5pt; margin: 0 0 3mm; padding-bottom: 1.2mm; color: #0f2f57;
  border-bottom: 0.6mm solid #0f2f57; counter-increment: part;
  break-after: avoid; }
h2::before { content: counter(part) '  '; color: #2b7a9b; white-space: pre; }
h2.plain { counter-increment: none; border: none; font-size: 11.5pt;
  margin: 0; }
h2.plain::before { content: none; }
.contents { background: #ffffff; padding: 5mm 14mm; margin: 6mm 0; }
.contents ol { columns: 2; column-gap: 8mm; }
.contents a { color: #1d5f7c; }
.profile-bars { display: none; list-style: none; padding: 0; }
.profile-bars li { display: grid; grid-template-columns: 1fr auto;
  gap: 0 2mm; margin: 0 0 1.6mm; }
.profile-bars .bar { grid-column: 1 / 3; }
h3 { font-size: 11.5pt; margin: 4mm 0 1.5mm; color: #0f2f57;
  break-after: avoid; }
h3::first-letter { text-transform: uppercase; }
h4 { font-size: 10pt; margin: 3mm 0 1mm; break-after: avoid; }
ul { margin: 0 0 2mm; padding-left: 5mm; }
code { font: 8.5pt/1.4 Consolas, 'DejaVu Sans Mono', monospace;
  overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 0 0 3.5mm;
  font-size: 9pt; line-height: 1.4; }
th, td { padding: 1.1mm 1.6mm; text-align: left; vertical-align: top;
  border-bottom: 0.2mm solid #d5dce4; }
thead { display: table-header-group; }
thead th { font-weight: 600; color: #42525f; border-bottom: 0.4mm solid #8796a5;
  vertical-align: bottom; }
tr, p, .keep, .shares { break-inside: avoid; }
tfoot { display: table-row-group; }
h2 + p, h3 + p, .lead, .lead + p { break-after: avoid; }
ol { margin: 0 0 2mm; padding-left: 6mm; }
.num { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
thead .num, thead .grade { white-space: normal; word-break: keep-all; }
.grade { white-space: nowrap; }
.yes { color: #17663a; font-weight: 600; white-space: nowrap; }
.no { color: #a32020; font-weight: 600; white-space: nowrap; }
.open { color: #7a5a00; font-weight: 600; white-space: nowrap; }
.where { color: #5b6875; font-size: 8pt; overflow-wrap: anywhere; }
.evidence { color: #33465a; font-size: 8pt; }
.lead { font-size: 11.5pt; font-weight: 600; }
.holds { padding: 1.5mm 2.5mm; background: #fdf5df; color: #5c4400; }
.key { color: #42525f; font-size: 8.5pt; }
.caveat { margin: 3mm 0 0; padding-top: 2mm; color: #5b6875; font-size: 8.5pt;
  border-top: 0.2mm solid #d5dce4; }
.kind { margin: 0 0 5mm; color: #2b7a9b; font-weight: 600;
  letter-spacing: 0.04em; }
header { border-top: 2.4mm solid #0f2f57; padding-top: 4mm; }
.details { color: #42525f; }
.facts { display: flex; flex-wrap: wrap; gap: 0.4mm 6mm; margin: 2mm 0 5mm;
  font-size: 9pt; color: #42525f; }
.fact b { color: #1d2733; font-weight: 600; }
.verdict { display: flex; gap: 7mm; align-items: center; margin: 0 0 5mm; }
.badge { flex: 0 0 42mm; padding: 5mm 3mm; text-align: center; color: #ffffff;
  background: #0f2f57; border-radius: 2mm; }
.badge-note { font-size: 9pt; color: #c3d5e6; }
.badge-level { font-size: 23pt; font-weight: 700; line-height: 1.25;
  white-space: nowrap; }
.badge-level::first-letter, .badge-name::first-letter {
  text-transform: uppercase; }
.badge-name { font-size: 11.5pt; }
.sentences { font-size: 10pt; line-height: 1.42; }
.sentences p { margin: 0 0 1.1mm; }
.sentences p:first-child { font-size: 12pt; font-weight: 600;
  color: #0f2f57; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3mm;
  margin: 0 0 4.5mm; }
.figure { padding: 2.6mm 3mm; border: 0.3mm solid #c7d2dc; border-radius: 1.5mm;
  background: #f5f8fa; min-width: 0; }
.figure-name { font-size: 8.5pt; color: #42525f; }
.figure-value { font-size: 16pt; font-weight: 700; color: #0f2f57;
  line-height: 1.35; font-variant-numeric: tabular-nums; }
.figure .figure-value.long { font-size: 11.5pt; line-height: 1.85; }
.figure-note { font-size: 7.5pt; line-height: 1.35; color: #5b6875;
  overflow-wrap: anywhere; }
.first-steps { margin: 4mm 0 0; font-size: 9pt; line-height: 1.42; }
.first-steps li { margin: 0 0 0.9mm; }
.first-steps h3 { margin-top: 0; }
.levels td { vertical-align: middle; }
.level, .result { white-space: nowrap; }
.bars { width: 36%; }
.bar { position: relative; height: 3.6mm; background: #e6ebf0;
  border-radius: 0.6mm; }
.bar-fill { height: 100%; background: #8fa3b5; border-radius: 0.6mm; }
.bar.yes .bar-fill { background: #2b7a9b; }
.bar-open { position: absolute; top: 0; height: 100%;
  background: repeating-linear-gradient(45deg, #8fa3b5 0 0.5mm,
  transparent 0.5mm 1.4mm); }
.bar-mark { position: absolute; top: -0.9mm; bottom: -0.9mm; width: 0;
  border-left: 0.5mm solid #a32020; }
.shares td { vertical-align: middle; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; }
.short { columns: 2; column-gap: 6mm; font-size: 8pt; line-height: 1.45;
  padding-left: 0; list-style: none; }
.short li { break-inside: avoid; overflow-wrap: anywhere; }
.small { font-size: 8pt; line-height: 1.35; }
.small td, .small th { padding: 0.6mm 1.6mm; }
.small code { font-size: 6.5pt; }
.small .where { font-size: 7pt; }
.matrix { font-size: 8.5pt; }
.matrix td, .matrix th { padding: 0.75mm 1.6mm; }
.matrix tr.group td { font-weight: 700; color: #0f2f57;
  border-top: 0.4mm solid #8796a5; }
.matrix tr td:first-child { padding-left: 4mm; }
.matrix tr.group td:first-child, .matrix tfoot td:first-child {
  padding-left: 1.6mm; }
.matrix tfoot td { font-weight: 700; border-top: 0.5mm solid #0f2f57; }
.matrix .cell { text-align: center; white-space: nowrap; width: 11%;
  font-variant-numeric: tabular-nums; }
.sign { display: inline-block; width: 4.2mm; text-align: left; }
td.open { background: #eef1f4; font-weight: 400; }
td.met { background: #d3ead9; }
td.part { background: #fbf0d0; }
td.none { background: #f7dcd9; }
.milestone td { font-weight: 700; color: #17663a; background: #e4f2e8; }
.facts-table th { width: 30%; font-weight: 600; color: #42525f; }
.alternative { margin-left: 4mm; padding-left: 2mm;
  border-left: 0.5mm solid #c7d2dc; }
.verdict-cell { width: 20mm; }
.why { width: 30%; }
.which { width: 28%; }
.radar { display: block; width: 100%; height: auto; margin: 0 auto 3mm; }
.radar text { font-size: 11px; fill: #1d2733; }
.radar tspan { font-weight: 700; fill: #2b7a9b; }
.radar .radar-scale { font-size: 8.5px; fill: #6b7785; }
.radar-ring { fill: none; stroke: #ccd5dd; stroke-width: 0.8; }
.radar-held { fill: none; stroke: #a32020; stroke-width: 1.6;
  stroke-dasharray: 6 4; }
.radar-spoke { stroke: #dfe5ea; stroke-width: 0.8; }
.radar-area { fill: #2b7a9b; fill-opacity: 0.22; stroke: #2b7a9b;
  stroke-width: 1.8; stroke-linejoin: round; }
.radar-range { stroke: #2b7a9b; stroke-width: 5; stroke-opacity: 0.45;
  stroke-linecap: round; }
.radar-dot { fill: #0f2f57; }
@media print {
  .contents { display: none; }
  section { margin: 0 0 7mm; }
  .front { break-after: page; }
  .front .kind { margin-bottom: 2.5mm; }
  .front .facts, .front .verdict, .front .figures { margin-bottom: 3mm; }
  .front .sentences { font-size: 9.5pt; line-height: 1.36; }
  .front .figure-value { font-size: 13pt; }
  .front .levels td { padding-top: 0.6mm; padding-bottom: 0.6mm; }
  .front .first-steps { margin-top: 3mm; }
  .closing { break-before: page; }
}
@media screen {
  body { background: #e9edf1; }
  main { max-width: 210mm; margin: 0 auto; }
  section { background: #ffffff; margin: 6mm 0; padding: 12mm 14mm;
    box-shadow: 0 0.4mm 2mm rgba(15, 47, 87, 0.16); }
}
@media screen and (max-width: 700px) {
  html { font-size: 11.5pt; }
  section, .contents { padding: 5mm 4mm; margin: 3mm 0; }
  h1 { font-size: 17pt; }
  .verdict { display: block; }
  .badge { margin-bottom: 4mm; }
  .figures { grid-template-columns: 1fr 1fr; }
  .pair { grid-template-columns: 1fr; gap: 0; }
  .short, .contents ol { columns: 1; }
  .radar { display: none; }
  .profile-bars { display: block; }
  /* A row becomes a card: the title of the column, then the cell. */
  table:not(.matrix):not(.facts-table) thead { position: absolute; width: 1px;
    height: 1px; overflow: hidden; clip-path: inset(50%); }
  table:not(.matrix):not(.facts-table), table:not(.matrix) tbody {
    display: block; }
  table:not(.matrix) tr { display: block; padding: 1.5mm 0;
    border-bottom: 0.3mm solid #c7d2dc; }
  table:not(.matrix) td { display: block; border: none; padding: 0.4mm 0;
    text-align: left; white-space: normal; width: auto; }
  .facts-table tr, .facts-table th, .facts-table tbody { display: block; }
  .facts-table th { width: auto; border: none; padding: 0; }
  td[data-is]::before { content: attr(data-is) '  '; color: #5b6875;
    font-size: 8.5pt; font-weight: 400; white-space: pre-wrap; }
  td[data-is] .bar { margin-top: 1mm; }
  .grade div { display: inline; }
  .matrix { font-size: 8pt; table-layout: fixed; }
  .matrix td, .matrix th { padding: 1mm 0.4mm; overflow-wrap: anywhere; }
  .matrix th:first-child, .matrix td:first-child { width: 29%; }
  .matrix th:nth-child(3), .matrix td:nth-child(3) { width: 15%; }
  .matrix th:nth-child(3) { font-size: 6.5pt; letter-spacing: -0.02em; }
  .matrix tr td:first-child { padding-left: 0.4mm; }
  .matrix th:nth-child(2), .matrix td:nth-child(2) { display: none; }
  .matrix .cell, .matrix .num { width: auto; white-space: normal; }
  .sign { display: block; width: auto; text-align: center; }
}
)css";

}  // namespace

const char* PageStyle() { return kStyle; }

}  // namespace cmmm::report
