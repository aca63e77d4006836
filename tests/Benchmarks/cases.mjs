// Makes random policies and requests and lets @cloud-copilot/iam-simulate decide them, as lines of the form of policy-cases.jsonl:
//   node cases.mjs <folder with node_modules> <how many> <seed> > cases.jsonl
//   PRIVATEAPI_POLICY_CASES=cases.jsonl dotnet run --project tests/PrivateApi.Core.Tests -- --filter-method '*Any_other_file*'
import { pathToFileURL } from 'node:url';
const load = path => import(pathToFileURL(`${process.argv[2]}/node_modules/@cloud-copilot/${path}`));
const { DiscoveryContextKeyConstraints } = await load('iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js');
const { analyzeResourcePolicy } = await load('iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js');
const { AwsRequestImpl } = await load('iam-simulate/dist/esm/request/request.js');
const { RequestContextImpl } = await load('iam-simulate/dist/esm/requestContext.js');
const { loadPolicy } = await load('iam-policy/dist/esm/index.js');
const n = +process.argv[3], seed0 = +process.argv[4] || 1;
const errs={};let s = seed0>>>0; const rnd = () => { s = (s + 0x6D2B79F5)|0; let t = Math.imul(s ^ s>>>15, 1|s); t = t + Math.imul(t ^ t>>>7, 61|t) ^ t; return ((t ^ t>>>14)>>>0)/4294967296; };
const pick = a => a[Math.floor(rnd()*a.length)], chance = p => rnd()<p, some = (a,k=3)=>{const r=[];const c=1+Math.floor(rnd()*k);for(let i=0;i<c;i++)r.push(pick(a));return r.length==1&&chance(.7)?r[0]:r;};
const A='123456789012',B='999999999999';
const principals=['anonymous',`arn:aws:iam::${A}:role/caller`,`arn:aws:sts::${A}:assumed-role/caller/s1`,`arn:aws:iam::${A}:user/alice`,`arn:aws:iam::${B}:role/other`,`arn:aws:sts::${A}:federated-user/alice`,'lambda.amazonaws.com',`arn:aws:iam::${A}:root`,`arn:aws:sts::${B}:assumed-role/deep/x`];
const statPr=['*',{AWS:'*'},{AWS:A},{AWS:`arn:aws:iam::${A}:root`},{AWS:[`arn:aws:iam::${A}:role/caller`,B]},{AWS:`arn:aws:iam::${A}:role/path/caller`},{AWS:`arn:aws:sts::${A}:assumed-role/caller/s1`},{AWS:`arn:aws:sts::${A}:assumed-role/caller/s2`},{AWS:`arn:aws:iam::${A}:user/alice`},{Service:'lambda.amazonaws.com'},{Service:['lambda.amazonaws.com','ec2.amazonaws.com'],AWS:A},{AWS:'AIDAXXXXXXXXXXXXXXXXX'},{AWS:[`arn:aws:iam::${B}:root`,`arn:aws:iam::${A}:user/bob`]},{Federated:'cognito-identity.amazonaws.com'}];
const acts=['execute-api:Invoke','execute-api:*','*','EXECUTE-API:iNVOKE','execute-api:I*e','execute-api:?????e','s3:GetObject','execute-api:InvalidateCache','execute-api:','execute-api:*nv*'];
const base=`arn:aws:execute-api:eu-west-1:${A}:abc123def4`;
const ress=['*',base+'/*',base+'/demo/*',base+'/*/GET/*',base+'/demo/GET/pets',base+'/demo/GET/pets/*',base+'/d?mo/*/pets/?',base+'/*pets*',`arn:aws:execute-api:*:${A}:abc123def4/*`,'arn:aws:execute-api:*:*:*','arn:aws:execute-api:*','arn:aws:*:*:*:*',`arn:aws:execute-api:eu-west-1:${A}`, base, base+'/demo/GET/${aws:username}/*',base+'/demo/GET/${aws:missing, \'pets\'}',base+'/demo/GET/${aws:missing}',base+'/demo/GET/a${*}b',base+'/*/*/${aws:PrincipalAccount}', base+'/**/GET/**', base+'/demo/GET/p*t*s*7', `arn:aws-cn:execute-api:eu-west-1:${A}:abc123def4/*`,base+'/demo/GET/x:y'];
const reqRes=['/demo/GET/pets','/demo/GET/pets/7','/prod/GET/pets','/demo/POST/pets','/demo/GET/','/demo/GET/alice/x','/demo/GET/123456789012','/dxmo/PUT/pets/9','/demo/GET/x:y','/demo/GET/Pets'].map(x=>base+x);
const strKeys={'aws:SourceVpce':['vpce-1','vpce-2','VPCE-1','vpce-12'],'aws:SourceVpc':['vpc-1','vpc-2'],'aws:UserAgent':['curl/8','Mozilla*','a?b'],'aws:PrincipalOrgID':['o-1','o-2'],'aws:username':['alice','bob'],'aws:PrincipalTag/team':['red','blue'],'aws:userid':['AROA:s1'],'aws:Referer':['http://x/','']};
const multi={'aws:PrincipalOrgPaths':['o-1/r/a/','o-1/r/b/','o-2/r/'],'aws:TagKeys':['a','b','c']};
const strVals=['vpce-1','vpce-2','VPCE-1','vpce-*','vpce-?','vpc-*','*','curl*','*izl*','o-1','${aws:SourceVpce}','alice','${aws:username}','${aws:none, \'alice\'}','o-1/r/*','o-1/r/a/','a','b','?','red','${aws:PrincipalTag/team}','a?b','AROA*','','vpce-${*}'];
const arnVals=[`arn:aws:iam::${A}:role/caller`,`arn:aws:iam::*:role/*`,`arn:aws:iam::${A}:*`,'arn:*:iam::*:user/al?ce','arn:aws:iam::${aws:PrincipalAccount}:role/caller',`arn:aws:iam::${B}:role/other`];
const ips=['10.0.0.0/16','10.0.1.16/28','203.0.113.0/29','2001:db8::/32','fd00::1/128','::/0','10.0.1.17/32'];
const reqIps=['10.0.1.17','10.0.200.4','203.0.113.9','203.0.113.5','2001:db8:1::10','fd00::1','192.0.2.1'];
const dates=['2026-01-01T00:00:00Z','2027-06-01T12:00:00Z','2026-11-22T10:00:00Z','2026-11-22','2026-11-22T10:00:00+02:00'];
const nums=['1','2.5','100','-3'];
const cs=k=>chance(.2)?k.toLowerCase():chance(.1)?k.toUpperCase():k;
function cond(){const c={};const k=Math.floor(rnd()*3);for(let i=0;i<k;i++){
 let kind=pick(['s','s','s','a','i','d','n','b','z']);let op,key,vals;
 if(kind=='s'){op=pick(['StringEquals','StringNotEquals','StringLike','StringNotLike','StringEqualsIgnoreCase','StringNotEqualsIgnoreCase']);const m=chance(.25);key=pick(Object.keys(m?multi:strKeys));vals=some(strVals);if(m?chance(.9):chance(.15))op=pick(['ForAnyValue:','ForAllValues:'])+op;}
 if(kind=='a'){op=pick(['ArnEquals','ArnLike','ArnNotEquals','ArnNotLike']);key='aws:PrincipalArn';vals=some(arnVals);}
 if(kind=='i'){op=pick(['IpAddress','NotIpAddress']);key=pick(['aws:VpcSourceIp','aws:SourceIp']);vals=some(ips);}
 if(kind=='d'){op='Date'+pick(['Equals','NotEquals','LessThan','LessThanEquals','GreaterThan','GreaterThanEquals']);key='aws:CurrentTime';vals=some(dates,2);}
 if(kind=='n'){op='Numeric'+pick(['Equals','NotEquals','LessThan','LessThanEquals','GreaterThan','GreaterThanEquals']);key='aws:MultiFactorAuthAge';vals=some(nums,2);}
 if(kind=='b'){op='Bool';key=pick(['aws:SecureTransport','aws:MultiFactorAuthPresent']);vals=pick(['true','false',true,false,'TRUE']);}
 if(kind=='z'){op='Null';key=pick([...Object.keys(strKeys),'aws:VpcSourceIp','aws:PrincipalOrgPaths']);vals=pick(['true','false',true,false,['true','false']]);}
 else if(chance(.25))op+='IfExists';
 c[op]=c[op]||{};c[op][cs(key)]=vals;}
 return c;}
function stat(i){const st={};if(chance(.5))st.Sid='S'+i;st.Effect=chance(.65)?'Allow':'Deny';
 st[chance(.1)?'NotPrincipal':'Principal']=chance(.5)?'*':pick(statPr);if(st.NotPrincipal==='*')st.NotPrincipal={AWS:A};
 st[chance(.1)?'NotAction':'Action']=chance(.5)?'execute-api:Invoke':some(acts);
 st[chance(.12)?'NotResource':'Resource']=chance(.4)?base+'/*':some(ress);const c=cond();if(Object.keys(c).length)st.Condition=c;return st;}
for(let i=0;i<n;i++){
 const policy={Version:'2012-10-17',Statement:[]};const k=1+Math.floor(rnd()*4);for(let j=0;j<k;j++)policy.Statement.push(stat(j));if(k==1&&chance(.3))policy.Statement=policy.Statement[0];
 const all=[].concat(policy.Statement);
 // Left out: variables under a negated operator or in NotResource. One without value never equals anything (IAM guide, policy variables), so the
 // negation holds; the simulator says that the statement does not match.
 if(all.some(x=>x.NotResource&&/\$\{aws/.test(JSON.stringify(x.NotResource))))continue;
 if(all.some(x=>Object.entries(x.Condition||{}).some(([o,b])=>/Not/.test(o)&&/\$\{aws:[A-Za-z\/]+\}/.test(JSON.stringify(b)))))continue;
 const principal=pick(principals);const ctx={'aws:CurrentTime':pick(dates.slice(0,3)),'aws:SecureTransport':pick(['true','false'])};
 for(const[key,v]of Object.entries(strKeys))if(chance(.6))ctx[cs(key)]=pick(v);
 for(const[key,v]of Object.entries(multi))if(chance(.6))ctx[key]=v.filter(()=>chance(.6)).concat(pick(v));
 if(chance(.7))ctx['aws:VpcSourceIp']=pick(reqIps);if(chance(.3))ctx['aws:SourceIp']=pick(reqIps);
 if(chance(.5))ctx['aws:MultiFactorAuthAge']=pick(nums);if(chance(.5))ctx['aws:MultiFactorAuthPresent']=pick(['true','false']);
 if(principal.startsWith('arn')){ctx['aws:PrincipalArn']=principal.replace(':sts:',':iam:').replace(/assumed-role\/(\w+)\/.*/,'role/$1');ctx['aws:PrincipalAccount']=principal.split(':')[4];}
 const resource=pick(reqRes);
 const req=new AwsRequestImpl(principal,{resource,accountId:A},'execute-api:Invoke',new RequestContextImpl(ctx));
 let out;try{out=analyzeResourcePolicy(loadPolicy(policy,{name:'p'}),req,false,{simulationMode:'Strict',discoveryContextKeyConstraints:new DiscoveryContextKeyConstraints([])}).result;}catch(e){errs[e.message]=(errs[e.message]||0)+1;continue;}
 console.log(JSON.stringify({id:`${seed0}-${i}`,resourcePolicy:policy,request:{principal,action:'execute-api:Invoke',resource,context:ctx},expected:{resourcePolicy:out}}));
}
