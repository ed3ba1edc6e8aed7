-- Longer than socketTimeout (20 s), statement_timeout (15 s) and the idle transaction's limit (5 s).
select pg_sleep(22);
