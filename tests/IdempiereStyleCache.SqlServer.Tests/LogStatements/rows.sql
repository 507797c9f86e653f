-- The rows of a change set, from one parameter in JSON; needs compatibility level 130.

(SELECT JSON_VALUE(j.value, '$[0]') COLLATE DATABASE_DEFAULT AS table_name, JSON_VALUE(j.value, '$[1]') COLLATE Latin1_General_BIN2 AS row_key, CAST(JSON_VALUE(j.value, '$[2]') AS smallint) AS includes_parents FROM OPENJSON(@rows) AS j);
