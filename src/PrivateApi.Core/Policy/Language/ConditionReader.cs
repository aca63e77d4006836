using System.Text.Json;

namespace PrivateApi.Policy.Language;

/// <summary>Reads the conditions of a statement: operators, keys, values.</summary>
internal static class ConditionReader
{
    public static ConditionClause[] Read(ref PolicyTokens tokens)
    {
        List<ConditionClause> clauses = [];
        tokens.Reader.Read();
        tokens.Expect(JsonTokenType.StartObject, "conditions, an object of operators");
        SeenNames operators = new();
        while (tokens.NextProperty("a condition operator or }"))
        {
            int operatorOffset = tokens.Offset;
            string name = tokens.Reader.GetString()!;
            if (!ConditionOperator.TryParse(name, out ConditionOperator op))
            {
                throw tokens.Invalid(operatorOffset, $"expected a condition operator such as StringEquals, found {tokens.Found()}");
            }

            if (!operators.Add(name))
            {
                throw tokens.Twice();
            }

            ReadKeys(ref tokens, clauses, name, operatorOffset, op);
        }

        return [.. clauses];
    }

    private static void ReadKeys(
        ref PolicyTokens tokens,
        List<ConditionClause> clauses,
        string name,
        int operatorOffset,
        ConditionOperator op
    )
    {
        SeenNames keys = new();
        tokens.Reader.Read();
        tokens.Expect(JsonTokenType.StartObject, "the keys that the operator compares, an object");
        while (tokens.NextProperty("a condition key or }"))
        {
            int keyOffset = tokens.Offset;
            string key = tokens.Reader.GetString()!;
            if (!keys.Add(key))
            {
                throw tokens.Twice();
            }

            tokens.ReadTexts("a value of the condition key", scalars: true);
            ConditionValue[] prepared = new ConditionValue[tokens.Texts.Count];
            for (int i = 0; i < prepared.Length; i++)
            {
                prepared[i] = new ConditionValue(tokens.Texts[i].Text, tokens.Texts[i].Offset, op.Test, tokens.HasVariables);
            }

            clauses.Add(new ConditionClause(name, operatorOffset, op, key, keyOffset, prepared));
        }
    }
}
