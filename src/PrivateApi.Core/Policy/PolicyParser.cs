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
        List<PolicyString> actions = [], resources = [];
        List<PrincipalPattern> principals = [];
        List<ConditionClause> conditions = [];
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
                    ReadPrincipals(principals);
                    break;
                case StatementElement.NotPrincipal:
                    Once(ref seen, 8);
                    ReadPrincipals(principals);
                    break;
                case StatementElement.Action:
                    Once(ref seen, 16);
                    ReadTexts(actions, "an action such as \"execute-api:Invoke\"", false);
                    break;
                case StatementElement.NotAction:
                    Once(ref seen, 32);
                    ReadTexts(actions, "an action such as \"execute-api:Invoke\"", false);
                    break;
                case StatementElement.Resource:
                    Once(ref seen, 64);
                    ReadTexts(resources, "a resource such as \"execute-api:/*\"", false);
                    break;
                case StatementElement.NotResource:
                    Once(ref seen, 128);
                    ReadTexts(resources, "a resource such as \"execute-api:/*\"", false);
                    break;
                default:
                    Once(ref seen, 256);
                    ReadConditions(conditions);
                    break;
            }
        }

        Demand(offset, (seen & 2) != 0, "an Effect");
        DemandOne(offset, seen, 16, 32, "Action", required: true);
        DemandOne(offset, seen, 64, 128, "Resource", required: true);
        DemandOne(offset, seen, 4, 8, "Principal", required: !_identity);
        bool variables = _variables;
        return new PolicyStatement
        {
            Index = index,
            Sid = sid,
            Effect = effect,
            Offset = offset,
            Actions = [.. actions.Select(a => new ActionPattern(a.Text, a.Offset))],
            IsNotAction = (seen & 32) != 0,
            Resources = [.. resources.Select(r => new ResourcePattern(r.Text, r.Offset, variables))],
            IsNotResource = (seen & 128) != 0,
            Principals = (seen & 12) == 0 ? [new PrincipalPattern("AWS", "*", offset)] : [.. principals],
            IsNotPrincipal = (seen & 8) != 0,
            Conditions = [.. conditions],
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

    private void ReadPrincipals(List<PrincipalPattern> principals)
    {
        const string expected = "\"*\" or an object such as {\"AWS\": \"111122223333\"}";
        List<PolicyString> values = [];
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.String)
        {
            if (!_reader.ValueTextEquals("*"u8))
            {
                throw Invalid(_utf8, Offset, $"expected {expected}, found {Found()}");
            }

            principals.Add(new PrincipalPattern("AWS", "*", Offset));
            return;
        }

        Expect(JsonTokenType.StartObject, expected);
        int seen = 0;
        while (NextProperty("a kind of principal or }"))
        {
            (string type, int flag) = _reader.ValueTextEquals("AWS"u8) ? ("AWS", 1)
                : _reader.ValueTextEquals("Service"u8) ? ("Service", 2)
                : _reader.ValueTextEquals("Federated"u8) ? ("Federated", 4)
                : _reader.ValueTextEquals("CanonicalUser"u8) ? ("CanonicalUser", 8)
                : throw Unknown("AWS, Service, Federated or CanonicalUser");
            Once(ref seen, flag);
            values.Clear();
            ReadTexts(values, "a principal", false);
            foreach (PolicyString value in values)
            {
                principals.Add(new PrincipalPattern(type, value.Text, value.Offset));
            }
        }
    }

    private void ReadConditions(List<ConditionClause> conditions)
    {
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

            ReadKeys(conditions, name, operatorOffset, op);
        }
    }

    private void ReadKeys(List<ConditionClause> conditions, string name, int operatorOffset, ConditionOperator op)
    {
        SeenNames keys = new();
        List<PolicyString> values = [];
        _reader.Read();
        Expect(JsonTokenType.StartObject, $"the keys that {name} compares, an object");
        while (NextProperty("a condition key or }"))
        {
            int keyOffset = Offset;
            string key = _reader.GetString()!;
            if (!keys.Add(key))
            {
                throw Twice();
            }

            values.Clear();
            ReadTexts(values, $"a value of {key}", scalars: true);
            bool variables = _variables;
            ConditionValue[] prepared = [.. values.Select(v => new ConditionValue(v.Text, v.Offset, op.Test, variables))];
            conditions.Add(new ConditionClause(name, operatorOffset, op, key, keyOffset, prepared));
        }
    }

    private string ReadText(string expected)
    {
        _reader.Read();
        Expect(JsonTokenType.String, expected);
        return _reader.GetString()!;
    }

    // One text or a list of them, anywhere: the two mean the same (IAM guide, grammar).
    private void ReadTexts(List<PolicyString> into, string expected, bool scalars)
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            into.Add(ReadScalar(expected, scalars));
            return;
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            into.Add(ReadScalar(expected, scalars));
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
        Demand(offset, (seen & one) == 0 || (seen & other) == 0, $"{name} or Not{name}, not both,");
        Demand(offset, !required || (seen & (one | other)) != 0, name is "Action" ? "an Action or NotAction" : $"a {name} or Not{name}");
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
