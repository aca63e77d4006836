using System.Text.Json;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>Reads one statement of a policy, element by element.</summary>
internal static class StatementReader
{
    private const string Elements = "Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource or Condition";

    public static PolicyStatement Read(ref PolicyTokens tokens, int index)
    {
        int offset = tokens.Offset,
            seen = 0;
        string? sid = null;
        StatementEffect effect = default;
        ActionPattern[] actions = [];
        ResourcePattern[] resources = [];
        PrincipalPattern[] principals = [];
        ConditionClause[] conditions = [];
        while (tokens.NextProperty("the statement's next element or }"))
        {
            switch (Element(in tokens))
            {
                case StatementElement.Sid:
                    tokens.Once(ref seen, 1);
                    sid = tokens.ReadText("the statement's Sid");
                    break;
                case StatementElement.Effect:
                    tokens.Once(ref seen, 2);
                    effect = ReadEffect(ref tokens);
                    break;
                case StatementElement.Principal:
                    tokens.Once(ref seen, 4);
                    principals = ReadPrincipals(ref tokens);
                    break;
                case StatementElement.NotPrincipal:
                    tokens.Once(ref seen, 8);
                    principals = ReadPrincipals(ref tokens);
                    break;
                case StatementElement.Action:
                    tokens.Once(ref seen, 16);
                    actions = ReadActions(ref tokens);
                    break;
                case StatementElement.NotAction:
                    tokens.Once(ref seen, 32);
                    actions = ReadActions(ref tokens);
                    break;
                case StatementElement.Resource:
                    tokens.Once(ref seen, 64);
                    resources = ReadResources(ref tokens);
                    break;
                case StatementElement.NotResource:
                    tokens.Once(ref seen, 128);
                    resources = ReadResources(ref tokens);
                    break;
                default:
                    tokens.Once(ref seen, 256);
                    conditions = ConditionReader.Read(ref tokens);
                    break;
            }
        }

        Demand(in tokens, offset, (seen & 2) != 0, "an Effect");
        DemandOne(in tokens, offset, seen, 16, 32, "Action", required: true);
        DemandOne(in tokens, offset, seen, 64, 128, "Resource", required: true);
        DemandOne(in tokens, offset, seen, 4, 8, "Principal", required: !tokens.IsIdentity);
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

    private static StatementEffect ReadEffect(ref PolicyTokens tokens)
    {
        const string expected = "the Effect \"Allow\" or \"Deny\"";
        tokens.Reader.Read();
        tokens.Expect(JsonTokenType.String, expected);
        return tokens.Reader.ValueTextEquals("Allow"u8) ? StatementEffect.Allow
            : tokens.Reader.ValueTextEquals("Deny"u8) ? StatementEffect.Deny
            : throw tokens.Invalid(tokens.Offset, $"expected {expected}, found {tokens.Found()}");
    }

    private static ActionPattern[] ReadActions(ref PolicyTokens tokens)
    {
        tokens.ReadTexts("an action such as \"execute-api:Invoke\"", scalars: false);
        ActionPattern[] actions = new ActionPattern[tokens.Texts.Count];
        for (int i = 0; i < actions.Length; i++)
        {
            actions[i] = new ActionPattern(tokens.Texts[i].Text, tokens.Texts[i].Offset);
        }

        return actions;
    }

    private static ResourcePattern[] ReadResources(ref PolicyTokens tokens)
    {
        tokens.ReadTexts("a resource such as \"execute-api:/*\"", scalars: false);
        ResourcePattern[] resources = new ResourcePattern[tokens.Texts.Count];
        for (int i = 0; i < resources.Length; i++)
        {
            resources[i] = new ResourcePattern(tokens.Texts[i].Text, tokens.Texts[i].Offset, tokens.HasVariables);
        }

        return resources;
    }

    private static PrincipalPattern[] ReadPrincipals(ref PolicyTokens tokens)
    {
        const string expected = "\"*\" or an object such as {\"AWS\": \"111122223333\"}";
        tokens.Reader.Read();
        if (tokens.Reader.TokenType == JsonTokenType.String)
        {
            if (!tokens.Reader.ValueTextEquals("*"u8))
            {
                throw tokens.Invalid(tokens.Offset, $"expected {expected}, found {tokens.Found()}");
            }

            return [new PrincipalPattern("AWS", "*", tokens.Offset)];
        }

        tokens.Expect(JsonTokenType.StartObject, expected);
        int seen = 0;
        List<PrincipalPattern> principals = new(1);
        while (tokens.NextProperty("a kind of principal or }"))
        {
            (string type, int flag) =
                tokens.Reader.ValueTextEquals("AWS"u8) ? ("AWS", 1)
                : tokens.Reader.ValueTextEquals("Service"u8) ? ("Service", 2)
                : tokens.Reader.ValueTextEquals("Federated"u8) ? ("Federated", 4)
                : tokens.Reader.ValueTextEquals("CanonicalUser"u8) ? ("CanonicalUser", 8)
                : throw tokens.Unknown("AWS, Service, Federated or CanonicalUser");
            tokens.Once(ref seen, flag);
            tokens.ReadTexts("a principal", scalars: false);
            foreach (PolicyString value in tokens.Texts)
            {
                principals.Add(new PrincipalPattern(type, value.Text, value.Offset));
            }
        }

        return [.. principals];
    }

    private static StatementElement Element(in PolicyTokens tokens) =>
        tokens.Reader.ValueTextEquals("Effect"u8) ? StatementElement.Effect
        : tokens.Reader.ValueTextEquals("Action"u8) ? StatementElement.Action
        : tokens.Reader.ValueTextEquals("Resource"u8) ? StatementElement.Resource
        : tokens.Reader.ValueTextEquals("Principal"u8) ? StatementElement.Principal
        : tokens.Reader.ValueTextEquals("Condition"u8) ? StatementElement.Condition
        : tokens.Reader.ValueTextEquals("Sid"u8) ? StatementElement.Sid
        : tokens.Reader.ValueTextEquals("NotAction"u8) ? StatementElement.NotAction
        : tokens.Reader.ValueTextEquals("NotResource"u8) ? StatementElement.NotResource
        : tokens.Reader.ValueTextEquals("NotPrincipal"u8) ? StatementElement.NotPrincipal
        : throw tokens.Unknown(Elements);

    private static void DemandOne(in PolicyTokens tokens, int offset, int seen, int one, int other, string name, bool required)
    {
        if ((seen & one) != 0 && (seen & other) != 0)
        {
            Demand(in tokens, offset, met: false, $"{name} or Not{name}, not both,");
        }

        if (required && (seen & (one | other)) == 0)
        {
            Demand(in tokens, offset, met: false, name is "Action" ? "an Action or NotAction" : $"a {name} or Not{name}");
        }
    }

    private static void Demand(in PolicyTokens tokens, int offset, bool met, string expected)
    {
        if (!met)
        {
            throw tokens.Invalid(offset, $"expected {expected} in this statement");
        }
    }
}
