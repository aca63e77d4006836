// Over 250 lines: one grammar, whose rules call one another.
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.DataPlane.Velocity;

/// <summary>A value to be computed.</summary>
internal delegate object? VelocityExpression(VelocityScope scope);

/// <summary>A reference to be looked up: whether its name is known, and its value.</summary>
internal delegate (bool IsKnown, object? Value) VelocityReference(VelocityScope scope);

/// <summary>A #set to be carried out.</summary>
internal delegate void VelocityAssignment(VelocityScope scope);

/// <summary>Reads the expressions of a template.</summary>
internal sealed class VelocityExpressions(string text)
{
    private const int Deepest = 50;

    private static readonly string[][] Levels =
    [
        ["||", "or"],
        ["&&", "and"],
        ["==", "!=", "eq", "ne"],
        ["<=", ">=", "<", ">", "le", "ge", "lt", "gt"],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private int _depth;

    /// <summary>A link of a reference: a member by name, a member by index, or a method with its arguments.</summary>
    private sealed record Link(VelocityExpression? Key, string? Method, IReadOnlyList<VelocityExpression> Arguments);

    /// <summary>What a #foreach walks over: a list's items or a map's values.</summary>
    public static IReadOnlyList<object?> Items(object? value) =>
        value switch
        {
            JsonArray list => [.. list.Select(VelocityValue.Of)],
            JsonObject map => [.. map.Select(pair => VelocityValue.Of(pair.Value))],
            _ => [],
        };

    /// <summary><c>$foreach</c> in a loop.</summary>
    public static JsonObject Progress(int index, int count) =>
        new()
        {
            ["index"] = index,
            ["count"] = index + 1,
            ["hasNext"] = index + 1 < count,
            ["first"] = index == 0,
            ["last"] = index + 1 == count,
        };

    /// <summary><c>(expression)</c>.</summary>
    public VelocityExpression Parenthesis(ref int at)
    {
        Expect(ref at, "(");
        VelocityExpression expression = Binary(ref at, 0);
        Expect(ref at, ")");
        return expression;
    }

    /// <summary><c>($x in expression)</c>.</summary>
    public (string Name, VelocityExpression Items) Loop(ref int at)
    {
        Expect(ref at, "(");
        Expect(ref at, "$");
        string name = Word(ref at) ?? throw VelocityReader.Broken("a #foreach without a variable");
        Expect(ref at, "in");
        VelocityExpression items = Binary(ref at, 0);
        Expect(ref at, ")");
        return (name, items);
    }

    /// <summary><c>($target = expression)</c>.</summary>
    public VelocityAssignment Assignment(ref int at)
    {
        Expect(ref at, "(");
        Skip(ref at);
        (string name, List<Link> links) = Chain(ref at) ?? throw VelocityReader.Broken("a #set without a variable");
        Expect(ref at, "=");
        VelocityExpression value = Binary(ref at, 0);
        Expect(ref at, ")");
        if (links.Count == 0)
        {
            return scope => scope.Set(name, value(scope));
        }

        if (links[^1].Key is not { } last)
        {
            throw VelocityReader.Broken("a #set of a method");
        }

        List<Link> path = links[..^1];
        return scope =>
        {
            (_, object? owner) = Follow(scope, name, path);
            VelocityValue.SetMember(owner, last(scope), value(scope));
        };
    }

    /// <summary>The reference at this place, consumed; null for none.</summary>
    public VelocityReference? Reference(ref int at) => Chain(ref at) is var (name, links) ? scope => Follow(scope, name, links) : null;

    private static (bool IsKnown, object? Value) Follow(VelocityScope scope, string name, IReadOnlyList<Link> links)
    {
        (bool isKnown, object? value) = scope.Find(name);
        foreach (Link link in links)
        {
            value = link.Method is { } method
                ? VelocityMethods.Call(value, method, [.. link.Arguments.Select(argument => argument(scope))])
                : VelocityValue.Member(value, link.Key!(scope));
        }

        return (isKnown, value);
    }

    /// <summary><c>$name.member.method('x')['key']</c>, also in braces; nothing is consumed if there is none.</summary>
    private (string Name, List<Link> Links)? Chain(ref int at)
    {
        int start = at;
        if (at >= text.Length || text[at] != '$')
        {
            return null;
        }

        at++;
        at += At(at) == '!' ? 1 : 0;
        bool isBraced = At(at) == '{';
        at += isBraced ? 1 : 0;
        if (Word(ref at) is not { } name)
        {
            at = start;
            return null;
        }

        List<Link> links = [];
        while (ReadLink(ref at) is { } link)
        {
            links.Add(link);
        }

        if (isBraced)
        {
            if (At(at) != '}')
            {
                at = start;
                return null;
            }

            at++;
        }

        return (name, links);
    }

    private Link? ReadLink(ref int at)
    {
        if (At(at) == '[')
        {
            at++;
            VelocityExpression key = Binary(ref at, 0);
            Expect(ref at, "]");
            return new Link(key, null, []);
        }

        int next = at + 1;
        if (At(at) != '.' || Word(ref next) is not { } name)
        {
            return null;
        }

        at = next;
        if (At(at) != '(')
        {
            return new Link(_ => name, null, []);
        }

        at++;
        return new Link(null, name, List(ref at, ")"));
    }

    /// <summary>Expressions with commas, up to a closing character, which is consumed.</summary>
    private List<VelocityExpression> List(ref int at, string close, VelocityExpression? first = null)
    {
        List<VelocityExpression> items = first is null ? [] : [first];
        Skip(ref at);
        while (!Takes(ref at, close))
        {
            if (items.Count > 0)
            {
                Expect(ref at, ",");
            }

            items.Add(Binary(ref at, 0));
            Skip(ref at);
        }

        return items;
    }

    private VelocityExpression Binary(ref int at, int level)
    {
        if (level == Levels.Length)
        {
            return Unary(ref at);
        }

        VelocityExpression left = Binary(ref at, level + 1);
        while (Operator(ref at, Levels[level]) is { } name)
        {
            VelocityExpression first = left,
                second = Binary(ref at, level + 1);
            left = scope => Apply(name, first, second, scope);
        }

        return left;
    }

    private string? Operator(ref int at, string[] names)
    {
        Skip(ref at);
        foreach (string name in names)
        {
            bool isWord = char.IsAsciiLetter(name[0]);
            if (string.CompareOrdinal(text, at, name, 0, name.Length) == 0 && !(isWord && char.IsAsciiLetterOrDigit(At(at + name.Length))))
            {
                at += name.Length;
                return name;
            }
        }

        return null;
    }

    private static object? Apply(string name, VelocityExpression first, VelocityExpression second, VelocityScope scope)
    {
        object? left = first(scope);
        switch (name)
        {
            case "||" or "or":
                return VelocityValue.IsTrue(left) || VelocityValue.IsTrue(second(scope));
            case "&&" or "and":
                return VelocityValue.IsTrue(left) && VelocityValue.IsTrue(second(scope));
            default:
                break;
        }

        object? right = second(scope);
        if (name is "==" or "eq" or "!=" or "ne")
        {
            return VelocityValue.AreEqual(left, right) == (name is "==" or "eq");
        }

        if (name == "+" && (left is string || right is string))
        {
            string joined = VelocityValue.Text(left) + VelocityValue.Text(right);
            scope.Spend(joined.Length);
            return joined;
        }

        return VelocityValue.Number(left) is { } a && VelocityValue.Number(right) is { } b ? Compute(name, a, b) : null;
    }

    private static object? Compute(string name, decimal a, decimal b) =>
        name switch
        {
            "<" or "lt" => a < b,
            ">" or "gt" => a > b,
            "<=" or "le" => a <= b,
            ">=" or "ge" => a >= b,
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" when b == 0 => null,
            "%" when b == 0 => null,

            // Whole numbers stay whole, as Java's do.
            "/" => a == Math.Truncate(a) && b == Math.Truncate(b) ? Math.Truncate(a / b) : a / b,
            _ => a % b,
        };

    private VelocityExpression Unary(ref int at)
    {
        if (++_depth > Deepest)
        {
            throw VelocityReader.Broken("too many nested expressions");
        }

        Skip(ref at);
        int start = at;
        VelocityExpression expression;
        if (At(at) == '!' || (Takes(ref at, "not") && At(at) is ' ' or '('))
        {
            at += At(at) == '!' ? 1 : 0;
            VelocityExpression negated = Unary(ref at);
            expression = scope => !VelocityValue.IsTrue(negated(scope));
        }
        else
        {
            at = start;
            expression = Primary(ref at);
        }

        _depth--;
        return expression;
    }

    private VelocityExpression Primary(ref int at)
    {
        switch (At(at))
        {
            case '(':
                return Parenthesis(ref at);
            case '\'':
                string literal = Quoted(ref at);
                return _ => literal;
            case '"':
                VelocityBlock template = VelocityReader.Read(Quoted(ref at));
                return scope =>
                {
                    StringBuilder output = new();
                    template(scope, output);
                    scope.Spend(output.Length);
                    return output.ToString();
                };
            case '[':
                at++;
                return Array(ref at);
            case '{':
                at++;
                return Map(ref at);
            case '$' when Reference(ref at) is { } reference:
                return scope => reference(scope).Value;
            default:
                return Literal(ref at);
        }
    }

    private VelocityExpression Literal(ref int at)
    {
        int start = at;
        at += At(at) == '-' ? 1 : 0;
        while (char.IsAsciiLetterOrDigit(At(at)) || (At(at) == '.' && char.IsAsciiDigit(At(at + 1))))
        {
            at++;
        }

        string word = text[start..at];
        object? value = word switch
        {
            "true" => true,
            "false" => false,
            "null" => null,
            _ => decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                ? number
                : throw VelocityReader.Broken(
                    start < text.Length ? $"'{text[start]}' where a value was expected" : "an unfinished directive"
                ),
        };
        return _ => value;
    }

    private VelocityExpression Array(ref int at)
    {
        List<VelocityExpression> items = [];
        Skip(ref at);
        if (!Takes(ref at, "]"))
        {
            VelocityExpression first = Binary(ref at, 0);
            Skip(ref at);
            if (Takes(ref at, ".."))
            {
                VelocityExpression last = Binary(ref at, 0);
                Expect(ref at, "]");
                return scope => Range(VelocityValue.Number(first(scope)), VelocityValue.Number(last(scope)));
            }

            // The first item is not read again: nested lists would take twice as long with each level.
            items = List(ref at, "]", first);
        }

        return scope =>
        {
            JsonArray list = [];
            foreach (VelocityExpression item in items)
            {
                list.Add(VelocityValue.Node(item(scope), list));
            }

            return list;
        };
    }

    private static JsonArray Range(decimal? first, decimal? last)
    {
        JsonArray numbers = [];
        for (decimal? number = first; number <= last && numbers.Count < 1000; number++)
        {
            numbers.Add(number.Value);
        }

        return numbers;
    }

    private VelocityExpression Map(ref int at)
    {
        List<(VelocityExpression Key, VelocityExpression Value)> members = [];
        Skip(ref at);
        while (!Takes(ref at, "}"))
        {
            if (members.Count > 0)
            {
                Expect(ref at, ",");
            }

            VelocityExpression key = Binary(ref at, 0);
            Expect(ref at, ":");
            members.Add((key, Binary(ref at, 0)));
            Skip(ref at);
        }

        return scope =>
        {
            JsonObject map = [];
            foreach ((VelocityExpression key, VelocityExpression value) in members)
            {
                map[VelocityValue.Text(key(scope))] = VelocityValue.Node(value(scope));
            }

            return map;
        };
    }

    private string Quoted(ref int at)
    {
        char quote = text[at];
        int end = text.IndexOf(quote, at + 1);
        if (end < 0)
        {
            throw VelocityReader.Broken("an unclosed string");
        }

        string quoted = text[(at + 1)..end];
        at = end + 1;
        return quoted;
    }

    private char At(int at) => at < text.Length ? text[at] : '\0';

    private void Skip(ref int at)
    {
        while (char.IsWhiteSpace(At(at)))
        {
            at++;
        }
    }

    private bool Takes(ref int at, string expected)
    {
        if (string.CompareOrdinal(text, at, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        at += expected.Length;
        return true;
    }

    private void Expect(ref int at, string expected)
    {
        Skip(ref at);
        if (!Takes(ref at, expected))
        {
            throw VelocityReader.Broken($"no '{expected}' where one was expected");
        }
    }

    private string? Word(ref int at)
    {
        int start = at;
        if (char.IsAsciiLetter(At(at)) || At(at) == '_')
        {
            while (char.IsAsciiLetterOrDigit(At(at)) || At(at) is '_' or '-')
            {
                at++;
            }
        }

        return at > start ? text[start..at] : null;
    }
}
