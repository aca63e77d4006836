// Over 250 lines: the directives of one grammar.
using System.Text;

namespace PrivateApi.Lab.DataPlane.Velocity;

/// <summary>Writes a part of a template.</summary>
internal delegate void VelocityBlock(VelocityScope scope, StringBuilder output);

/// <summary>Reads templates: text, references and the directives #set, #if and #foreach.</summary>
internal sealed class VelocityReader
{
    /// <summary>API Gateway's quota of iterations of a #foreach.</summary>
    private const int MostIterations = 1000;

    /// <summary>A round of a #foreach counts as so many characters: nested loops end after 200,000 rounds.</summary>
    private const int RoundCost = 50;

    private const int Deepest = 50;

    private static readonly string[] Directives =
    [
        "elseif",
        "foreach",
        "else",
        "set",
        "end",
        "if",
        "break",
        "stop",
        "macro",
        "define",
        "parse",
        "include",
        "evaluate",
    ];

    private readonly string _text;
    private readonly VelocityExpressions _expressions;
    private int _at;
    private int _depth;

    private VelocityReader(string text)
    {
        _text = text;
        _expressions = new VelocityExpressions(text);
    }

    /// <summary>A template, ready to be written.</summary>
    /// <exception cref="GatewayFault">It is not a template, or has what the lab does not know.</exception>
    public static VelocityBlock Read(string text)
    {
        VelocityReader reader = new(text);
        VelocityBlock block = reader.Blocks(out string? end);
        return end is null ? block : throw Broken($"an unexpected #{end}");
    }

    public static GatewayFault Broken(string what) => GatewayFault.Internal($"A mapping template is not valid: it has {what}.");

    /// <summary>Everything up to a directive that ends a block, which is consumed and returned; null at the end of the text.</summary>
    private VelocityBlock Blocks(out string? end)
    {
        if (++_depth > Deepest)
        {
            throw Broken("too many nested blocks");
        }

        List<VelocityBlock> blocks = [];
        StringBuilder plain = new();
        end = null;
        while (_at < _text.Length && end is null)
        {
            if (_text[_at] == '#' && Directive() is { } directive)
            {
                Flush(plain, blocks);
                if (directive is "else" or "elseif" or "end")
                {
                    end = directive;
                }
                else
                {
                    blocks.Add(Statement(directive));
                }
            }
            else if (_text[_at] == '$' && Reference() is { } reference)
            {
                Flush(plain, blocks);
                blocks.Add(reference);
            }
            else if (!SkipComment())
            {
                plain.Append(_text[_at++]);
            }
        }

        Flush(plain, blocks);
        _depth--;
        return (scope, output) => blocks.ForEach(block => block(scope, output));
    }

    private static void Flush(StringBuilder plain, List<VelocityBlock> blocks)
    {
        if (plain.Length > 0)
        {
            string text = plain.ToString();
            plain.Clear();
            blocks.Add((_, output) => output.Append(text));
        }
    }

    private bool SkipComment()
    {
        string? close =
            string.CompareOrdinal(_text, _at, "##", 0, 2) == 0 ? "\n"
            : string.CompareOrdinal(_text, _at, "#*", 0, 2) == 0 ? "*#"
            : null;
        if (close is not null)
        {
            int end = _text.IndexOf(close, _at + 2, StringComparison.Ordinal);
            _at = end < 0 ? _text.Length : end + close.Length;
        }

        return close is not null;
    }

    /// <summary>The directive at this place, consumed; null for none.</summary>
    private string? Directive()
    {
        int start = _at + 1;
        bool isBraced = start < _text.Length && _text[start] == '{';
        start += isBraced ? 1 : 0;
        int end = start;
        while (end < _text.Length && char.IsAsciiLetter(_text[end]))
        {
            end++;
        }

        string name = _text[start..end];
        if (isBraced && (end >= _text.Length || _text[end] != '}'))
        {
            return null;
        }

        // "#endpoint" is "#end" and text, as in Velocity; other words after a # are text.
        string? known = Directives.FirstOrDefault(item =>
            name.StartsWith(item, StringComparison.Ordinal) && (item is "else" or "end" || name == item)
        );
        switch (known)
        {
            case null:
                return null;
            case "break" or "stop" or "macro" or "define" or "parse" or "include" or "evaluate":
                throw VelocityMethods.Unknown($"#{known}");
            default:
                _at = isBraced ? end + 1 : start + known.Length;
                if (known is "else" or "end")
                {
                    SkipLineEnd();
                }

                return known;
        }
    }

    private VelocityBlock Statement(string directive) =>
        directive switch
        {
            "set" => Set(),
            "if" => If(),
            _ => ForEach(),
        };

    private VelocityBlock Set()
    {
        VelocityAssignment target = _expressions.Assignment(ref _at);
        SkipLineEnd();
        return (scope, _) => target(scope);
    }

    private VelocityBlock If()
    {
        List<(VelocityExpression Condition, VelocityBlock Then)> branches = [];
        VelocityBlock? otherwise = null;
        string? end = "elseif";
        while (end == "elseif")
        {
            VelocityExpression condition = Parenthesis();
            branches.Add((condition, Blocks(out end)));
        }

        if (end == "else")
        {
            otherwise = Blocks(out end);
        }

        return end == "end"
            ? (scope, output) =>
            {
                int branch = branches.FindIndex(item => VelocityValue.IsTrue(item.Condition(scope)));
                (branch < 0 ? otherwise : branches[branch].Then)?.Invoke(scope, output);
            }
            : throw Broken("an #if without #end");
    }

    private VelocityBlock ForEach()
    {
        (string name, VelocityExpression items) = _expressions.Loop(ref _at);
        SkipLineEnd();
        VelocityBlock body = Blocks(out string? end);
        if (end != "end")
        {
            throw Broken("a #foreach without #end");
        }

        return (scope, output) =>
        {
            IReadOnlyList<object?> all = VelocityExpressions.Items(items(scope));
            (_, object? outer) = scope.Find("foreach");
            for (int index = 0; index < Math.Min(all.Count, MostIterations); index++)
            {
                scope.Spend(RoundCost);
                scope.Set(name, all[index]);
                scope.Set("foreach", VelocityExpressions.Progress(index, all.Count));
                scope.Set("velocityCount", (decimal)(index + 1));
                body(scope, output);
            }

            scope.Set("foreach", outer);
        };
    }

    private VelocityExpression Parenthesis()
    {
        VelocityExpression condition = _expressions.Parenthesis(ref _at);
        SkipLineEnd();
        return condition;
    }

    private VelocityBlock? Reference()
    {
        int start = _at;
        if (_expressions.Reference(ref _at) is not { } reference)
        {
            return null;
        }

        string written = _text[start.._at];
        bool isQuiet = written.StartsWith("$!", StringComparison.Ordinal);
        return (scope, output) =>
        {
            (bool isKnown, object? value) = reference(scope);

            // Velocity writes a reference to nothing as it stands in the template.
            string text = isKnown || isQuiet ? VelocityValue.Text(value) : written;
            scope.Spend(text.Length);
            output.Append(text);
        };
    }

    /// <summary>A directive takes the rest of its line, if that is blank.</summary>
    private void SkipLineEnd()
    {
        int at = _at;
        while (at < _text.Length && _text[at] is ' ' or '\t' or '\r')
        {
            at++;
        }

        if (at < _text.Length && _text[at] == '\n')
        {
            _at = at + 1;
        }
    }
}
