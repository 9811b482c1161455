"""How the report looks: on a screen, a phone and A4. Faces are the reader's own."""

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 Arial,"Liberation Sans",Helvetica,sans-serif;color:#0b0c0c;background:#fff;border-top:.5rem solid #0f5257}
header,main,footer,nav{max-width:62rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem}
h1{font-size:2rem;line-height:1.15;margin:.5rem 0}
h2{font-size:1.5rem;line-height:1.2;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:2px solid #0f5257}
h3{font-size:1.125rem;margin:1.5rem 0 .25rem}
p{max-width:42rem;margin:.5rem 0}
a{color:#0f5257}
a:focus,summary:focus,.scroll:focus{outline:3px solid #0b0c0c;outline-offset:2px;background:#fd0}
.lede{font-size:1.1875rem}
.of,.small-print{color:#484949;font-size:.875rem}
.of{display:block;white-space:nowrap;font-weight:400}
.about{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.25rem 1.5rem;margin:1rem 0;padding:0}
.about div{border-top:1px solid #b1b4b6;padding:.5rem 0}
dt{color:#484949;font-size:.875rem}
dd{margin:0;font-weight:700}
nav ul{columns:15rem;padding-left:1.25rem;margin:.5rem 0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:1rem;margin:1rem 0;padding:0;list-style:none}
.cards li{border:1px solid #b1b4b6;border-left:.375rem solid #0f5257;padding:.75rem 1rem}
.cards h3{margin:0;font-size:1rem}
.cards .rate{font-size:2rem;font-weight:700;line-height:1.2;margin:0}
.cards p{margin:.25rem 0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:0 2.5rem}
.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:0 2rem}
figure{margin:1rem 0;min-width:0}
figcaption{font-weight:700;margin-bottom:.5rem}
.chart{display:block;font-size:.875rem;overflow:visible}
.chart text{fill:#0b0c0c}
.chart .value{font-weight:700}
.chart .small{font-size:.8125rem;fill:#484949;paint-order:stroke;stroke:#fff;stroke-width:3px}
.chart .grid{stroke:#cecece;stroke-width:1}
.chart .first{fill:#0f5257;stroke:#0f5257}
.chart .second{stroke:#0f5257}
.chart .line{stroke:#0f5257;stroke-width:2.5}
.chart .dashed{stroke:#0b0c0c;stroke-width:2;stroke-dasharray:4 4}
.chart .dotted{stroke:#484949;stroke-width:2;stroke-dasharray:1 4}
.chart .dot{fill:#0f5257}
.chart .square{fill:#fff;stroke:#0b0c0c;stroke-width:1.5}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:700;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.375rem .75rem .375rem 0;border-bottom:1px solid #cecece}
thead th{vertical-align:bottom;border-bottom:2px solid #0b0c0c}
th.number,td.number{text-align:right;padding-right:.25rem;padding-left:.75rem}
tbody th{font-weight:400}
tbody th.family{font-weight:700;padding-top:1rem}
td.words{padding-left:.75rem;min-width:12rem}
th.words{padding-left:.75rem}
summary{cursor:pointer;color:#0f5257;text-decoration:underline;padding:.25rem 0}
.beside{max-width:none;border-left:.25rem solid #b1b4b6;padding-left:.75rem}
footer{margin:2rem auto;border-top:1px solid #b1b4b6;padding-top:1rem}
@media (max-width:40rem){h1{font-size:1.625rem}h2{font-size:1.3125rem}.every-other,.wide-alone{display:none}}
@media (min-width:40.01rem){.narrow-alone{display:none}}
@media print{
@page{size:A4;margin:15mm}
html{font-size:10pt}
header,main,footer{max-width:none;padding:0}
nav,summary{display:none}
details::details-content{content-visibility:visible;display:block;height:auto;block-size:auto;overflow:visible}
h2,h3,figcaption,caption{break-after:avoid}
figure,.cards li,tr,.about{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
.cards{grid-template-columns:repeat(3,1fr);gap:.5rem}
.pair,.three{grid-template-columns:1fr 1fr;gap:0 8mm}
a{color:inherit;text-decoration:none}
.beside a{display:none}
.source:not(.small-print) a::after{content:" (" attr(href) ")";overflow-wrap:anywhere}
}
""".strip()
