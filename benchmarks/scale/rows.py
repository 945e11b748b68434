"""The rows of an archive, as the SQL that makes them; a number and `hashint8` decide everything, so each load is alike.

`5000 ^ u` for an even `u` between 0 and 1 is a rank by Zipf's law: the n-th tag stands on a share of 1/n.
"""

LARGE = [
    *("articles_article", "articles_term", "articles_tagplacement", "articles_topicplacement", "articles_byline"),
    *("articles_placedphoto", "articles_revision", "articles_tally", "accounts_reaction", "articles_headlinewords"),
]
NUMBERED = [
    *("articles_section", "articles_tag", "articles_topic", "articles_author", "articles_photo", "accounts_user"),
    *(table for table in LARGE if table not in {"articles_term", "articles_headlinewords"}),
    "articles_correction",
]
SECTIONS, TAGS, AUTHORS, TOPICS, PHOTOS, READERS = 20, 5_000, 400, 50, 20_000, 20_000

# An even number between 0 and 1 that a row's number and a purpose always give again.
EVEN = """
CREATE FUNCTION pool.even(number bigint, purpose int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((hashint8extended(number, purpose) & 9007199254740991)::float8 / 9007199254740992)
"""

# Seven sections stand at the top of the tree, the others below the first five.
FEW = [
    EVEN,
    f"""
    INSERT INTO articles_section (id, name, names, slug, description, descriptions, position, parent_id)
    SELECT n, 'Section ' || n, '{{{{}}}}', 'section-' || n, 'What happens in section ' || n || '.', '{{{{}}}}', n,
        CASE WHEN n > 7 THEN 1 + n % 5 END
    FROM generate_series(1, {SECTIONS}) AS n
    """,
    f"""
    INSERT INTO articles_tag (id, name, slug)
    SELECT n, lexeme || ' ' || n, 'tag-' || n FROM (
        SELECT lexeme, row_number() OVER (ORDER BY md5(lexeme)) AS n
        FROM (SELECT DISTINCT lexeme FROM pool.headline, unnest(vector)) AS words
    ) AS numbered WHERE n <= {TAGS}
    """,
    f"""
    INSERT INTO articles_author (id, name, slug, role, biography)
    SELECT n, 'Author ' || n, 'author-' || n, CASE WHEN n < 30 THEN 'Correspondent' ELSE '' END, 'Writes since long.'
    FROM generate_series(1, {AUTHORS}) AS n
    """,
    f"""
    INSERT INTO articles_topic (id, name, names, slug, description, descriptions, banner_from)
    SELECT n, 'Topic ' || n, '{{{{}}}}', 'topic-' || n, 'All about it.', '{{{{}}}}', CASE WHEN n < 4 THEN now() END
    FROM generate_series(1, {TOPICS}) AS n
    """,
    f"""
    INSERT INTO articles_photo (id, file, digest, width, height, focal_x, focal_y, title, caption, credit, alt, creator,
        copyright_notice, city, country, uploaded_at, is_decorative)
    SELECT n, 'originals/' || md5(n::text) || '.jpg', md5(n::text), 3000, 2000, 0.5, 0.5, 'Photo ' || n,
        'What is seen on photo ' || n, 'A photographer', 'A street', '', '', 'Hanoi', 'Vietnam', now(), false
    FROM generate_series(1, {PHOTOS}) AS n
    """,
    f"""
    INSERT INTO accounts_user (id, password, is_superuser, email, display_name, language, is_staff, is_active,
        date_joined, keeps_history, joined_from)
    SELECT n, '!', n = 1, 'reader' || n || '@example.com', 'Reader ' || n, 'en', n = 1, true,
        now() - interval '1 year', false, ''
    FROM generate_series(1, {READERS}) AS n
    """,
]

# Of a thousand articles 970 are out, and those with the highest numbers are still to come.
ARTICLES = """
INSERT INTO articles_article (id, headline, slug, standfirst, body, outline, word_count, language, section_id, status,
    published_at, created_at, saved_at, earlier_views, search)
SELECT n, headline.line, '', standfirst.line, text.body, '{{}}', text.words, language, section, status,
    CASE WHEN status IN ('published', 'withdrawn') THEN moment END, moment, moment,
    CASE WHEN n % 3 = 0 THEN (exp(8 * pool.even(n, 9)))::int ELSE 0 END,
    headline.vector || standfirst.vector || text.vector
FROM (
    SELECT n, CASE WHEN pool.even(n, 1) < 0.6 THEN 'en' WHEN pool.even(n, 1) < 0.9 THEN 'vi' ELSE 'es' END AS language,
        floor(21 ^ pool.even(n, 2))::int AS section,
        date_trunc('minute', now() - interval '3650 days' * (1.0002 - n::float8 / {size})
            + interval '8 hours' * pool.even(n, 3)) AS moment,
        CASE WHEN n % 1000 < 970 THEN 'published' WHEN n % 1000 < 980 THEN 'draft' WHEN n % 1000 < 985 THEN 'in_review'
            WHEN n % 1000 < 990 THEN 'approved' ELSE 'withdrawn' END AS status
    FROM generate_series({first}, {last}) AS n
) AS article
JOIN pool.headline USING (language) JOIN pool.standfirst USING (language) CROSS JOIN LATERAL (
    SELECT string_agg(html, '') AS body, sum(words) AS words, pool.joined(vector) AS vector
    FROM generate_series(1, 3 + (5 * pool.even(n, 4))::int) AS part
    JOIN pool.paragraph ON paragraph.language = article.language
        AND paragraph.number = floor(3000 * pool.even(n * 16 + part, 5))::int
) AS text
WHERE headline.number = floor(10000 * pool.even(n, 6))::int AND standfirst.number = floor(10000 * pool.even(n, 7))::int
ORDER BY n
"""
TERMS = """
INSERT INTO articles_term (article_id, lexeme, weight)
SELECT DISTINCT ON (article.id, lexeme) article.id, lexeme, (0.4 + pool.even(article.id, ascii(lexeme))) / 7
FROM articles_article AS article
CROSS JOIN generate_series(1, 3 + (5 * pool.even(article.id, 4))::int) AS part
JOIN pool.paragraph ON paragraph.language = article.language
    AND paragraph.number = floor(3000 * pool.even(article.id * 16 + part, 5))::int
CROSS JOIN unnest(paragraph.terms) AS lexeme
WHERE article.id BETWEEN {first} AND {last}
"""
PLACED = """
INSERT INTO articles_{kind}placement (article_id, {kind}_id, position, listed_at)
SELECT n, rank, min(place), moment FROM (
    SELECT id AS n, place, floor({among}::float8 ^ pool.even(id * 8 + place, {purpose}))::int AS rank,
        CASE WHEN status = 'published' THEN published_at END AS moment
    FROM articles_article CROSS JOIN generate_series(1, {most}) AS place
    WHERE id BETWEEN {{first}} AND {{last}} AND place <= {most} * pool.even(id, {purpose} + 1) + {at_least}
) AS placed GROUP BY n, rank, moment ORDER BY n, 3
"""
MANY = [
    ARTICLES,
    TERMS,
    PLACED.format(kind="tag", among=TAGS, purpose=20, most=5, at_least=1),
    PLACED.format(kind="topic", among=TOPICS, purpose=30, most=1, at_least=0.2),
    """
    INSERT INTO articles_byline (article_id, author_id, position, listed_at)
    SELECT id, floor(400::float8 ^ pool.even(id, 40))::int, 0, CASE WHEN status = 'published' THEN published_at END
    FROM articles_article WHERE id BETWEEN {first} AND {last}
    """,
    """
    INSERT INTO articles_placedphoto (is_lead, after_paragraph, position, own_caption, own_credit, own_alt,
        article_id, photo_id)
    SELECT place = 0, place, 0, '', '', '', n, 1 + (n * 7 + place * 31) % 20000
    FROM generate_series({first}, {last}) AS n CROSS JOIN generate_series(0, 1) AS place
    WHERE pool.even(n * 2 + place, 50) < CASE place WHEN 0 THEN 0.8 ELSE 0.3 END
    """,
    """
    INSERT INTO articles_revision (article_id, number, content, status, is_proposal, remark, saved_by_id, saved_at)
    SELECT id, 1, '{{}}', status, false, '', 1, saved_at FROM articles_article WHERE id BETWEEN {first} AND {last}
    """,
    """
    INSERT INTO articles_correction (kind, text, published_at, article_id, hides_changes)
    SELECT 'correction', 'An earlier version named another year.', published_at + interval '1 day', id, false
    FROM articles_article
    WHERE id BETWEEN {first} AND {last} AND id % 100 = 7 AND published_at < now() - interval '1 day'
    """,
    """
    INSERT INTO accounts_reaction (article_id, reader_id, kind_id, standing, network, created_at, changed_at)
    SELECT article.id, 1 + (article.id * 7919 + turn * 3989) % 20000,
        kinds.some[1 + (article.id + turn * turn) % cardinality(kinds.some)],
        'counted', '', least(moment, now()), least(moment, now())
    FROM articles_article AS article CROSS JOIN generate_series(1, 5) AS turn
    CROSS JOIN (SELECT array_agg(id ORDER BY id) AS some FROM accounts_reactionkind) AS kinds
    CROSS JOIN LATERAL (SELECT article.saved_at + turn * interval '3 hours' AS moment) AS given
    WHERE article.id BETWEEN {first} AND {last}
    """,
]

# Thirty days of reading: most of the newest, some of everything.
TALLIES = """
INSERT INTO articles_tally (article_id, hour, views, shares, reactions)
SELECT article, hour, sum(views), sum(views) / 100, sum(views) / 150 FROM (
    SELECT date_trunc('hour', now()) - age * interval '1 hour' AS hour,
        1 + (200 / sqrt(turn))::int AS views,
        greatest(1, {size} - floor({size}::float8 ^ pool.even(age * 100000 + turn, 60))::bigint
            - age * {size} / 87600) AS article
    FROM generate_series(0, 719) AS age CROSS JOIN generate_series(1, {read_an_hour}) AS turn
) AS read GROUP BY article, hour ORDER BY hour
"""
