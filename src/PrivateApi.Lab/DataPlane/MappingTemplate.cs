using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The part of Velocity that definitions of real APIs use: text, references to <c>$input</c>, <c>$context</c>,
/// <c>$stageVariables</c> and <c>$util</c>, comments and <c>#set</c> of a reference or literal. A template with another
/// directive is refused, because guessing would invent an answer.
/// </summary>
internal sealed partial class MappingTemplate
{
    private readonly string _text;
    private readonly TemplateScope _scope;
    private int _at;

    private MappingTemplate(string text, TemplateScope scope)
    {
        _text = text;
        _scope = scope;
    }

    public static string Render(string template, TemplateScope scope)
    {
        string text = Comment().Replace(template, string.Empty);
        if (Directive().Match(text) is { Success: true } directive)
        {
            throw GatewayFault.Internal($"The lab's mapping templates do not support {directive.Value}.");
        }

        return new MappingTemplate(text, scope).Render();
    }

    private string Render()
    {
        StringBuilder result = new();
        while (_at < _text.Length)
        {
            if (_text[_at] == '#' && Set().Match(_text, _at) is { Success: true } set)
            {
                _at = set.Index + set.Length;
                string value = Expression(set.Groups["value"].Value);
                if (set.Groups["name"].Value == "context.responseOverride.status")
                {
                    _scope.StatusOverride = value;
                }

                _scope.Variables[set.Groups["name"].Value] = value;
            }
            else if (_text[_at] == '$' && Reference() is { } text)
            {
                result.Append(text);
            }
            else
            {
                result.Append(_text[_at++]);
            }
        }

        return result.ToString();
    }

    private string Expression(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length >= 2 && (trimmed[0] is '"' or '\'') && trimmed[^1] == trimmed[0]
            ? trimmed[0] == '\''
                ? trimmed[1..^1]
                : new MappingTemplate(trimmed[1..^1], _scope).Render()
            : new MappingTemplate(trimmed, _scope).Render();
    }

    /// <summary>The reference at this place, evaluated; null, and nothing read, when there is none.</summary>
    private string? Reference()
    {
        Match head = Head().Match(_text, _at);
        if (!head.Success)
        {
            return null;
        }

        int start = _at;
        bool isBraced = head.Groups["brace"].Success;
        _at = head.Index + head.Length;
        List<(string Name, string? Argument)> chain = [(head.Groups["name"].Value, null)];
        while (Link() is { } link)
        {
            chain.Add(link);
        }

        if (isBraced)
        {
            if (_at >= _text.Length || _text[_at] != '}')
            {
                _at = start;
                return null;
            }

            _at++;
        }

        string? value = Evaluate(chain);

        // Velocity leaves a reference without a value as it is written; API Gateway leaves nothing for its own ones.
        return value ?? (chain[0].Name is "input" or "context" or "stageVariables" or "util" ? string.Empty : _text[start.._at]);
    }

    /// <summary>One <c>.name</c>, <c>.name('argument')</c> or <c>['name']</c>.</summary>
    private (string Name, string? Argument)? Link()
    {
        Match index = Index().Match(_text, _at);
        if (index.Success)
        {
            _at += index.Length;
            return (index.Groups["name"].Value, null);
        }

        Match member = Member().Match(_text, _at);
        if (!member.Success)
        {
            return null;
        }

        _at += member.Length;
        if (_at >= _text.Length || _text[_at] != '(')
        {
            return (member.Groups["name"].Value, null);
        }

        int close = Closing(_at);
        string argument = Expression(_text[(_at + 1)..close]);
        _at = close + 1;
        return (member.Groups["name"].Value, argument);
    }

    private int Closing(int open)
    {
        int depth = 0;
        char quote = '\0';
        for (int i = open; i < _text.Length; i++)
        {
            char c = _text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && --depth == 0)
            {
                return i;
            }
        }

        throw GatewayFault.Internal("A mapping template has an unclosed parenthesis.");
    }

    private string? Evaluate(List<(string Name, string? Argument)> chain) =>
        chain switch
        {
            [("input", _), ("body", _)] => _scope.Body,
            [("input", _), ("params", { } name)] => _scope.Parameter(name),
            [("input", _), ("json", { } path)] => _scope.Json(path)?.ToJsonString() ?? "\"\"",
            [("input", _), ("path", { } path), .. var rest] => Plain(
                _scope.Json(path + string.Concat(rest.Select(link => "." + link.Name)))
            ),
            [("context", _), .. var names] => _scope.Context(string.Join('.', names.Select(link => link.Name))),
            [("stageVariables", _), (var name, _)] => (string?)_scope.Call.StageVariables[name],
            [("util", _), ("escapeJavaScript", { } text)] => JsonValue.Create(text).ToJsonString()[1..^1],
            [("util", _), ("urlEncode", { } text)] => WebUtility.UrlEncode(text),
            [("util", _), ("urlDecode", { } text)] => WebUtility.UrlDecode(text),
            [("util", _), ("base64Encode", { } text)] => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
            [("util", _), ("base64Decode", { } text)] => Encoding.UTF8.GetString(Convert.FromBase64String(text)),
            [(var name, _)] => _scope.Variables.GetValueOrDefault(name),
            _ => null,
        };

    private static string? Plain(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : node?.ToJsonString();

    [GeneratedRegex(@"##[^\n]*\n?|#\*.*?\*#", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"#\{?(foreach|if|elseif|else|end|macro|define|stop|break)\b\}?")]
    private static partial Regex Directive();

    [GeneratedRegex(
        @"\G#set\s*\(\s*\$!?(?<name>[\w.]+)\s*=\s*(?<value>(""[^""]*""|'[^']*'|[^()]|\((?:[^()]|\([^()]*\))*\))*)\)[ \t]*\r?\n?"
    )]
    private static partial Regex Set();

    [GeneratedRegex(@"\G\$!?(?<brace>\{)?(?<name>[A-Za-z_]\w*)")]
    private static partial Regex Head();

    [GeneratedRegex(@"\G\.(?<name>[A-Za-z_][\w-]*)")]
    private static partial Regex Member();

    [GeneratedRegex(@"\G\[(?<quote>['""])(?<name>[^'""]+)\k<quote>\]")]
    private static partial Regex Index();
}
