-- What SQL engines do for each job; compare.py cuts this file at the lines `-- job:`, and loads the tables before.
-- job: closure
with recursive path(x, y) as (select "from", "to" from edge union select path.x, edge."to" from path join edge on edge."from" = path.y)
select 'path', count(*) from path;
-- job: generation
with recursive same(x, y) as (
  select a.child, b.child from parent a join parent b on a.parent = b.parent
  union
  select a.child, b.child from same join parent a on a.parent = same.x join parent b on b.parent = same.y)
select 'same', count(*) from same;
-- job: triangles
select 'triangle', count(*) from edge a join edge b on b."from" = a."to" join edge c on c."from" = a."from" and c."to" = b."to";
-- job: unreachable
create table path as with recursive p(x, y) as (select "from", "to" from edge union select p.x, edge."to" from p join edge on edge."from" = p.y)
  select x, y from p;
create index path_both on path(x, y);
select 'apart', count(*) from node a, node b where not exists (select 1 from path where path.x = a.id and path.y = b.id);
select 'path', count(*) from path;
-- job: aggregates
create table total as select shop, count(*) sales, sum(value) sum, min(value) least from sale group by shop;
select 'seen', count(*) from total;
select 'total', count(*) from total;
-- job: assess
create table person as
select candidate, s, case when not points then 5 else 2 + cast(e >= 301 as integer) + cast(e >= 1000 as integer)
  - cast(e <= -301 as integer) - cast(e <= -1000 as integer) end band from (
  select candidate, s,
    176 * active + 301 * cast(activism >= 20 as integer) - 176 * diplomat - 301 * cast(diplomacy >= 20 as integer) + 301 * bold - 301 * careful - 301 * agreeing
    + 301 * alone + 176 * universal - 176 * particular + 602 * (assertive * active) - 602 * (modest * diplomat) + 176 * (bold * universal)
    - 176 * (careful * agreeing) + 602 * (assertive * alone) e,
    active + diplomat + bold + careful + agreeing + alone + universal + particular > 0 points
  from (
    select candidate, service.value s, coalesce(activism.value, 0) activism, coalesce(diplomacy.value, 0) diplomacy,
      cast(coalesce(activism.value >= 10, false) as integer) active, cast(coalesce(diplomacy.value >= 10, false) as integer) diplomat,
      cast(coalesce(risk.value >= 'r4', false) as integer) bold, cast(coalesce(risk.value <= 'r2', false) as integer) careful,
      cast(coalesce(consensus.value >= 'r4', false) as integer) agreeing, cast(coalesce(consensus.value <= 'r2', false) as integer) alone,
      cast(coalesce(universality.value >= 'r4', false) as integer) universal,
      cast(coalesce(universality.value <= 'r2', false) as integer) particular,
      cast(coalesce(role.value >= 'r4', false) as integer) assertive, cast(coalesce(role.value <= 'r2', false) as integer) modest
    from pool join service on service.subject = candidate
    left join activism on activism.subject = candidate left join diplomacy on diplomacy.subject = candidate
    left join risk on risk.subject = candidate left join consensus on consensus.subject = candidate
    left join universality on universality.subject = candidate left join role on role.subject = candidate) p) q;
create table place as
select post, f, c, case dlow when 'support' then 0 when 'private' then 1 when 'balanced' then 2 when 'public' then 3 else 4 end dl,
  case dhigh when 'support' then 0 when 'private' then 1 when 'balanced' then 2 when 'public' then 3 else 4 end dh
from (
  select post,
    case when unity.value >= 'r5' then 2 when mandate.value >= 'r5' then 1 else 0 end f,
    case when mandate.value <= 'r2' then 2 when interests.value >= 'r4' and unity.value <= 'r3' then 3 else 4 end c,
    substr(desired.value, 1, instr(desired.value, '..') - 1) dlow, substr(desired.value, instr(desired.value, '..') + 2) dhigh
  from opened join desired on desired.subject = post left join mandate on mandate.subject = post
  left join interests on interests.subject = post left join unity on unity.subject = post) r;
create table pair as
select post, candidate, s, case when band = 5 or f > c then 3 when lo >= dl and hi <= dh then 0 when lo <= dh and hi >= dl then 1 else 2 end fit
from (
  select post, candidate, s, band, f, c, dl, dh,
    case when l < f then f when l > c then c else l end lo, case when h < f then f when h > c then c else h end hi
  from (select post, candidate, s, band, f, c, dl, dh,
          case band when 0 then 0 when 1 then 0 when 2 then 1 when 3 then 2 else 3 end l,
          case band when 0 then 1 when 1 then 2 when 2 then 3 else 4 end h
        from person, place) u) v;
select 'fits', sum(case fit when 0 then 1 else 0 end), sum(case fit when 1 then 1 else 0 end), sum(case fit when 2 then 1 else 0 end),
  sum(case fit when 3 then 1 else 0 end) from pair;
create table shortlist as select post, candidate from (
  select post, candidate, row_number() over (partition by post order by s desc, candidate) n from pair where fit = 0) w where n <= 10;
select 'shortlist', count(distinct post) from shortlist;
