// Over 250 lines: the grammar of a policy is one thing, and reads best in one place, element by element.
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PrivateApi.Policies;

/// <summary>
/// Reads a policy in one pass over its UTF-8 (IAM guide, grammar of the IAM JSON policy language), and says where and what it
/// expected when the text is something else.
/// </summary>
internal ref struct PolicyParser
{
    private const string StatementElements =
        "Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource or Condition";

    private readonly byte[] _utf8;
    private readonly bool _identity;
    private Utf8JsonReader _reader;
    private readonly List<PolicyString> _texts = new(8);
    private readonly List<ConditionClause> _clauses = new(4);
    private bool _variables;

    private PolicyParser(byte[] utf8, bool identity)
    {
        _utf8 = utf8;
        _identity = identity;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 32 });
    }

    private readonly int Offset => (int)_reader.TokenStartIndex;

    /// <summary>Reads the document.</summary>
    /// <param name="utf8">The text; a byte-order mark is passed over.</param>
    /// <param name="identity">True for an identity policy, whose statements name no principal.</param>
    public static PolicyDocument Read(ReadOnlySpan<byte> utf8, bool identity)
    {
        byte[] text = PolicyText.Normalise(utf8);
        if (!Utf8.IsValid(text))
        {
            throw Invalid(text, PolicyText.FirstInvalid(text), "expected UTF-8 text, found a byte that is none");
        }

        PolicyParser parser = new(text, identity);
        try
        {
            // Variables depend on the version, which may stand after the statements: look for it first.
            parser._variables = PolicyText.SaysCurrentVersion(text);
            return parser.ReadDocument();
        }
        catch (JsonException malformed)
        {
            throw Malformed(text, malformed);
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's answer to half a surrogate pair written as \uD800.
            throw Invalid(text, parser.Offset, "expected text, found half a surrogate pair");
        }
    }

    private PolicyDocument ReadDocument()
    {
        string? version = null, id = null;
        List<PolicyStatement>? statements = null;
        int seen = 0;
        _reader.Read();
        Expect(JsonTokenType.StartObject, "a policy, an object that begins with {");
        while (NextProperty("the next element or }"))
        {
            if (_reader.ValueTextEquals("Version"u8))
            {
                Once(ref seen, 1);
                version = ReadVersion();
            }
            else if (_reader.ValueTextEquals("Id"u8))
            {
                Once(ref seen, 2);
                id = ReadText("the policy's Id");
            }
            else if (_reader.ValueTextEquals("Statement"u8))
            {
                Once(ref seen, 4);
                statements = ReadStatements();
            }
            else
            {
                throw Unknown("Version, Id or Statement");
            }
        }

        if (statements is null)
        {
            throw Invalid(_utf8, Offset, "expected a Statement");
        }

        _reader.Read();
        return new PolicyDocument(version, id, [.. statements], _utf8);
    }

    private string ReadVersion()
    {
        string version = ReadText($"the Version, \"{PolicyDocument.CurrentVersion}\"");
        return version is PolicyDocument.CurrentVersion or PolicyDocument.OldVersion
            ? version
            : throw Invalid(_utf8, Offset, $"expected the Version \"{PolicyDocument.CurrentVersion}\" (or \"{PolicyDocument.OldVersion}\"), found {Found()}");
    }

    private List<PolicyStatement> ReadStatements()
    {
        List<PolicyStatement> statements = [];
        int start = Offset;
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            statements.Add(ReadStatement(0));
            return statements;
        }

        Expect(JsonTokenType.StartArray, "a statement or a list of statements");
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(JsonTokenType.StartObject, "a statement, an object that begins with {");
            statements.Add(ReadStatement(statements.Count));
        }

        return statements.Count > 0 ? statements : throw Invalid(_utf8, start, "expected at least one statement");
    }

    private PolicyStatement ReadStatement(int index)
    {
        int offset = Offset, seen = 0;
        string? sid = null;
        StatementEffect effect = default;
        ActionPattern[] actions = [];
        ResourcePattern[] resources = [];
        PrincipalPattern[] principals = [];
        ConditionClause[] conditions = [];
        while (NextProperty("the statement's next element or }"))
        {
            switch (Element())
            {
                case StatementElement.Sid:
                    Once(ref seen, 1);
                    sid = ReadText("the statement's Sid");
                    break;
                case StatementElement.Effect:
                    Once(ref seen, 2);
                    effect = ReadEffect();
                    break;
                case StatementElement.Principal:
                    Once(ref seen, 4);
                    principals = ReadPrincipals();
                    break;
                case StatementElement.NotPrincipal:
                    Once(ref seen, 8);
                    principals = ReadPrincipals();
                    break;
                case StatementElement.Action:
                    Once(ref seen, 16);
                    actions = ReadActions();
                    break;
                case StatementElement.NotAction:
                    Once(ref seen, 32);
                    actions = ReadActions();
                    break;
                case StatementElement.Resource:
                    Once(ref seen, 64);
                    resources = ReadResources();
                    break;
                case StatementElement.NotResource:
                    Once(ref seen, 128);
                    resources = ReadResources();
                    break;
                default:
                    Once(ref seen, 256);
                    conditions = ReadConditions();
                    break;
            }
        }

        Demand(offset, (seen & 2) != 0, "an Effect");
        DemandOne(offset, seen, 16, 32, "Action", required: true);
        DemandOne(offset, seen, 64, 128, "Resource", required: true);
        DemandOne(offset, seen, 4, 8, "Principal", required: !_identity);
        return new PolicyStatement
        {
            Index = index,
            Sid = sid,
            Effect = effect,
            Offset = offset,
            Actions = actions,
            IsNotAction = (seen & 32) != 0,
            Resources = resources,
            IsNotResource = (seen & 128) != 0,
            Principals = (seen & 12) == 0 ? [new PrincipalPattern("AWS", "*", offset)] : principals,
            IsNotPrincipal = (seen & 8) != 0,
            Conditions = conditions,
        };
    }

    private StatementEffect ReadEffect()
    {
        const string expected = "the Effect \"Allow\" or \"Deny\"";
        _reader.Read();
        Expect(JsonTokenType.String, expected);
        return _reader.ValueTextEquals("Allow"u8) ? StatementEffect.Allow
            : _reader.ValueTextEquals("Deny"u8) ? StatementEffect.Deny
            : throw Invalid(_utf8, Offset, $"expected {expected}, found {Found()}");
    }

    private ActionPattern[] ReadActions()
    {
        ReadTexts("an action such as \"execute-api:Invoke\"", scalars: false);
        ActionPattern[] actions = new ActionPattern[_texts.Count];
        for (int i = 0; i < actions.Length; i++)
        {
            actions[i] = new ActionPattern(_texts[i].Text, _texts[i].Offset);
        }

        return actions;
    }

    private ResourcePattern[] ReadResources()
    {
        ReadTexts("a resource such as \"execute-api:/*\"", scalars: false);
        ResourcePattern[] resources = new ResourcePattern[_texts.Count];
        for (int i = 0; i < resources.Length; i++)
        {
            resources[i] = new ResourcePattern(_texts[i].Text, _texts[i].Offset, _variables);
        }

        return resources;
    }

    private PrincipalPattern[] ReadPrincipals()
    {
        const string expected = "\"*\" or an object such as {\"AWS\": \"111122223333\"}";
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.String)
        {
            if (!_reader.ValueTextEquals("*"u8))
            {
                throw Invalid(_utf8, Offset, $"expected {expected}, found {Found()}");
            }

            return [new PrincipalPattern("AWS", "*", Offset)];
        }

        Expect(JsonTokenType.StartObject, expected);
        int seen = 0;
        List<PrincipalPattern> principals = new(1);
        while (NextProperty("a kind of principal or }"))
        {
            (string type, int flag) = _reader.ValueTextEquals("AWS"u8) ? ("AWS", 1)
                : _reader.ValueTextEquals("Service"u8) ? ("Service", 2)
                : _reader.ValueTextEquals("Federated"u8) ? ("Federated", 4)
                : _reader.ValueTextEquals("CanonicalUser"u8) ? ("CanonicalUser", 8)
                : throw Unknown("AWS, Service, Federated or CanonicalUser");
            Once(ref seen, flag);
            ReadTexts("a principal", scalars: false);
            foreach (PolicyString value in _texts)
            {
                principals.Add(new PrincipalPattern(type, value.Text, value.Offset));
            }
        }

        return [.. principals];
    }

    private ConditionClause[] ReadConditions()
    {
        _clauses.Clear();
        _reader.Read();
        Expect(JsonTokenType.StartObject, "conditions, an object of operators");
        SeenNames operators = new();
        while (NextProperty("a condition operator or }"))
        {
            int operatorOffset = Offset;
            string name = _reader.GetString()!;
            if (!ConditionOperator.TryParse(name, out ConditionOperator op))
            {
                throw Invalid(_utf8, operatorOffset, $"expected a condition operator such as StringEquals, found {Found()}");
            }

            if (!operators.Add(name))
            {
                throw Twice();
            }

            ReadKeys(name, operatorOffset, op);
        }

        return [.. _clauses];
    }

    private void ReadKeys(string name, int operatorOffset, ConditionOperator op)
    {
        SeenNames keys = new();
        _reader.Read();
        Expect(JsonTokenType.StartObject, "the keys that the operator compares, an object");
        while (NextProperty("a condition key or }"))
        {
            int keyOffset = Offset;
            string key = _reader.GetString()!;
            if (!keys.Add(key))
            {
                throw Twice();
            }

            ReadTexts("a value of the condition key", scalars: true);
            ConditionValue[] prepared = new ConditionValue[_texts.Count];
            for (int i = 0; i < prepared.Length; i++)
            {
                prepared[i] = new ConditionValue(_texts[i].Text, _texts[i].Offset, op.Test, _variables);
            }

            _clauses.Add(new ConditionClause(name, operatorOffset, op, key, keyOffset, prepared));
        }
    }

    private string ReadText(string expected)
    {
        _reader.Read();
        Expect(JsonTokenType.String, expected);
        return _reader.GetString()!;
    }

    // One text or a list of them, anywhere: the two mean the same (IAM guide, grammar).
    private void ReadTexts(string expected, bool scalars)
    {
        _texts.Clear();
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            _texts.Add(ReadScalar(expected, scalars));
            return;
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _texts.Add(ReadScalar(expected, scalars));
        }
    }

    private readonly PolicyString ReadScalar(string expected, bool scalars) => _reader.TokenType switch
    {
        JsonTokenType.String => new PolicyString(_reader.GetString()!, Offset),
        JsonTokenType.True when scalars => new PolicyString("true", Offset),
        JsonTokenType.False when scalars => new PolicyString("false", Offset),
        JsonTokenType.Number when scalars => new PolicyString(Encoding.UTF8.GetString(_reader.ValueSpan), Offset),
        _ => throw Invalid(_utf8, Offset, $"expected {expected}, found {Found()}"),
    };

    private bool NextProperty(string expected)
    {
        _reader.Read();
        if (_reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndObject)
        {
            return _reader.TokenType == JsonTokenType.PropertyName;
        }

        throw Invalid(_utf8, Offset, $"expected {expected}");
    }

    private readonly StatementElement Element() =>
        _reader.ValueTextEquals("Effect"u8) ? StatementElement.Effect
        : _reader.ValueTextEquals("Action"u8) ? StatementElement.Action
        : _reader.ValueTextEquals("Resource"u8) ? StatementElement.Resource
        : _reader.ValueTextEquals("Principal"u8) ? StatementElement.Principal
        : _reader.ValueTextEquals("Condition"u8) ? StatementElement.Condition
        : _reader.ValueTextEquals("Sid"u8) ? StatementElement.Sid
        : _reader.ValueTextEquals("NotAction"u8) ? StatementElement.NotAction
        : _reader.ValueTextEquals("NotResource"u8) ? StatementElement.NotResource
        : _reader.ValueTextEquals("NotPrincipal"u8) ? StatementElement.NotPrincipal
        : throw Unknown(StatementElements);

    private readonly void Expect(JsonTokenType type, string expected)
    {
        if (_reader.TokenType != type)
        {
            throw Invalid(_utf8, Offset, $"expected {expected}, found {Found()}");
        }
    }

    private readonly void Once(ref int seen, int flag) => seen = (seen & flag) == 0 ? seen | flag : throw Twice();

    private readonly PrivateApiException Twice() => Invalid(_utf8, Offset, $"expected {Found()} once, found it twice");

    private readonly void DemandOne(int offset, int seen, int one, int other, string name, bool required)
    {
        if ((seen & one) != 0 && (seen & other) != 0)
        {
            Demand(offset, met: false, $"{name} or Not{name}, not both,");
        }

        if (required && (seen & (one | other)) == 0)
        {
            Demand(offset, met: false, name is "Action" ? "an Action or NotAction" : $"a {name} or Not{name}");
        }
    }

    private readonly void Demand(int offset, bool met, string expected)
    {
        if (!met)
        {
            throw Invalid(_utf8, offset, $"expected {expected} in this statement");
        }
    }

    private readonly PrivateApiException Unknown(string expected) => Invalid(_utf8, Offset, $"expected {expected}, found {Found()}");

    // What stands there, cut short: a policy of megabytes must not come back as its own error message.
    private readonly string Found() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.EndArray or JsonTokenType.EndObject => "nothing",
        JsonTokenType.String or JsonTokenType.PropertyName => $"\"{PolicyText.Shorten(_reader.GetString()!)}\"",
        _ => PolicyText.Shorten(Encoding.UTF8.GetString(_reader.ValueSpan)),
    };

    private static PrivateApiException Malformed(byte[] text, JsonException malformed)
    {
        int line = (int)(malformed.LineNumber ?? 0);
        int start = 0;
        for (int i = 0; i < line; i++)
        {
            start += text.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        string message = malformed.Message;
        int tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = (tail < 0 ? message : message[..tail]).TrimEnd('.');
        return Invalid(text, start + (int)(malformed.BytePositionInLine ?? 0), message);
    }

    private static PrivateApiException Invalid(byte[] text, int offset, string what)
    {
        PolicyPlace place = new PlaceIndex(text).At(offset);
        return new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, $"The policy cannot be read at {place}: {what}.", place.ToString());
    }
}
