// Over 250 lines: the rules on one condition, key, values and what they open, each a few lines.
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Lint;

/// <summary>Findings about conditions, each checked by itself.</summary>
internal static class LintConditions
{
    public static void Look(LintReport report, PolicyStatement statement)
    {
        foreach (ConditionClause clause in statement.Conditions)
        {
            LookAtKey(report, statement, clause);
            LookAtValues(report, statement, clause);
            LookAtOpening(report, statement, clause);
        }
    }

    private static void LookAtKey(LintReport report, PolicyStatement statement, ConditionClause clause)
    {
        string key = clause.Key;
        bool resource = report.Context.Use == PolicyUse.Resource;
        if (!ConditionKeys.IsKnown(key))
        {
            report.Warn(
                "UnknownKey",
                clause.KeyOffset,
                $"{key} is not a condition key of calls to an API.",
                "A key that is never present always makes a positive condition false and a negated one true.",
                "Check the spelling; see the API Gateway guide's list of condition keys."
            );
        }
        else if (resource && ConditionKeys.IsOfOtherServices(key))
        {
            bool denies = statement.Effect == StatementEffect.Deny;
            report.Add(
                denies ? PolicySeverity.Error : PolicySeverity.Warning,
                "UndocumentedKey",
                clause.KeyOffset,
                $"{ConditionKeys.Spell(key)} is supported by listed services only, and API Gateway's calls are not among them.",
                denies
                    ? "A Deny on a key that is absent denies everybody with a negated operator, and nobody with any other."
                    : "An Allow on a key that is absent allows nobody, or with a negated operator everybody.",
                "Use aws:SourceVpce or aws:SourceVpc, or for a signed call the aws:Principal… keys."
            );
        }
        else if (resource && !ConditionKeys.IsDocumented(key))
        {
            report.Warn(
                "UndocumentedKey",
                clause.KeyOffset,
                $"{ConditionKeys.Spell(key)} is not documented for resource policies of API Gateway.",
                "It may be absent, and the statement then allows or denies callers that you did not intend.",
                "Use aws:SourceVpce, aws:SourceVpc, aws:VpcSourceIp or the aws:Principal… keys."
            );
        }
        else if (
            resource
            && ConditionKeys.NeedsIam(key)
            && report.Context.Authorization is { } methods
            && !methods.Contains(MethodAuthorization.AwsIam)
        )
        {
            report.Warn(
                "KeyNeedsIam",
                clause.KeyOffset,
                $"{ConditionKeys.Spell(key)} is present only for AWS_IAM methods, and the API has none.",
                "The key is absent from every request.",
                "Set the methods' authorization to AWS_IAM, or use keys that every request has."
            );
        }

        if (report.Context.IsPrivate && ConditionKeys.Is(key, ConditionKeys.SourceIp))
        {
            bool shutsOut =
                statement.Effect == StatementEffect.Deny
                && clause.Operator is { Test: ConditionTest.IpAddress, Negated: true, IfExists: false };
            report.Add(
                shutsOut && statement.Conditions.Length == 1 ? PolicySeverity.Error : PolicySeverity.Warning,
                "SourceIpOnPrivateApi",
                clause.KeyOffset,
                $"{statement.Name} tests aws:SourceIp.",
                shutsOut
                    ? "Calls through a VPC endpoint have no usable aws:SourceIp, so a Deny for addresses outside a range denies everybody."
                    : "Calls through a VPC endpoint have no usable aws:SourceIp.",
                "Use aws:VpcSourceIp, the caller's address inside the VPC."
            );
        }

        if (
            clause.Operator.Set != ConditionSet.None
            && ConditionKeys.IsKnown(key)
            && !ConditionKeys.IsMultivalued(key)
            && !key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase)
        )
        {
            bool opens = statement.Effect == StatementEffect.Allow && clause.Operator.Set == ConditionSet.ForAllValues;
            report.Warn(
                "SetOperatorOnSingleValue",
                clause.OperatorOffset,
                $"{clause.OperatorText} is for keys with several values; {ConditionKeys.Spell(key)} has one.",
                opens
                    ? "ForAllValues also holds when the key is absent, so the Allow is open to requests without it."
                    : "The set operator changes what happens when the key is absent.",
                opens
                    ? $"Drop ForAllValues:, or add \"Null\": {{\"{key}\": \"false\"}}."
                    : $"Write {clause.OperatorText[(clause.OperatorText.IndexOf(':', StringComparison.Ordinal) + 1)..]}."
            );
        }
    }

    private static void LookAtValues(LintReport report, PolicyStatement statement, ConditionClause clause)
    {
        if (clause.Values.Length == 0)
        {
            report.Warn(
                "EmptyList",
                clause.KeyOffset,
                $"{clause.OperatorText} {clause.Key} has no values to compare with.",
                "A positive condition without values is never true, a negated one is always true.",
                "Add values, or remove it."
            );
        }

        foreach (ConditionValue value in clause.Values)
        {
            if (
                !value.IsValid
                || (
                    clause.Operator.Test == ConditionTest.Bool && value.Pattern is { IsLiteral: true } && !ConditionValue.IsBool(value.Text)
                )
            )
            {
                report.Warn(
                    "InvalidValue",
                    value.Offset,
                    $"\"{value.Text}\" is not a value that {clause.OperatorText} can compare.",
                    "It never matches.",
                    clause.Operator.Test switch
                    {
                        ConditionTest.IpAddress =>
                            "Write an address or a CIDR range, for instance 10.0.0.0/16; ranges have no wildcards and no variables.",
                        ConditionTest.Bool or ConditionTest.Null => "Write true or false.",
                        ConditionTest.ArnLike => "Write an ARN of six parts.",
                        >= ConditionTest.DateEquals and <= ConditionTest.DateGreaterThanEquals =>
                            "Write a date such as 2026-01-01T00:00:00Z.",
                        _ => "Write a number.",
                    }
                );
            }

            bool exact = clause.Operator.Test is ConditionTest.StringEquals or ConditionTest.StringEqualsIgnoreCase;
            if (
                exact
                && value.Pattern is { HasVariables: false }
                && value.Text.AsSpan().ContainsAny('*', '?')
                && ConditionKeys.IsNetwork(clause.Key)
            )
            {
                report.Warn(
                    "LiteralWildcard",
                    value.Offset,
                    $"{clause.OperatorText} takes the wildcard in \"{value.Text}\" literally.",
                    "Only the Like operators have wildcards, and no id contains an asterisk.",
                    "List the ids in full."
                );
            }

            LookAtId(report, statement, clause, value);
        }
    }

    private static void LookAtId(LintReport report, PolicyStatement statement, ConditionClause clause, ConditionValue value)
    {
        bool endpointKey = ConditionKeys.Is(clause.Key, ConditionKeys.SourceVpce);
        if (!endpointKey && !ConditionKeys.Is(clause.Key, ConditionKeys.SourceVpc))
        {
            return;
        }

        (string right, string wrong) = endpointKey ? ("vpce-", "vpc-") : ("vpc-", "vpce-");
        if (value.Text.StartsWith(wrong, StringComparison.Ordinal))
        {
            // A Deny of everything that is none of these, or the only Allow, then denies everybody.
            bool shutsOut =
                clause.Values.All(v => v.Text.StartsWith(wrong, StringComparison.Ordinal))
                && (
                    (statement.Effect == StatementEffect.Deny && clause.Operator.Negated)
                    || (
                        statement.Effect == StatementEffect.Allow
                        && !clause.Operator.Negated
                        && report.Policy.StatementArray.Count(s => s.Effect == StatementEffect.Allow) == 1
                    )
                );
            report.Add(
                shutsOut ? PolicySeverity.Error : PolicySeverity.Warning,
                "WrongKindOfId",
                value.Offset,
                $"{value.Text} is the id of a {(endpointKey ? "VPC" : "VPC endpoint")}, but {ConditionKeys.Spell(clause.Key)} "
                    + $"holds the id of a {(endpointKey ? "VPC endpoint" : "VPC")}.",
                shutsOut ? "No call can match it, so everybody is denied." : "No call can match it.",
                endpointKey
                    ? $"Use aws:SourceVpc for VPCs, or name an endpoint ({right}…)."
                    : $"Use aws:SourceVpce for endpoints, or name a VPC ({right}…)."
            );
            return;
        }

        bool names =
            clause.Operator.Test == ConditionTest.StringEquals && clause.Operator.Negated == (statement.Effect == StatementEffect.Deny);
        if (!endpointKey || !names || report.Context.Use == PolicyUse.Endpoint)
        {
            return;
        }

        if (report.Context.KnownVpcEndpointId is { } known && !known.Contains(value.Text))
        {
            report.Warn(
                "EndpointUnknown",
                value.Offset,
                $"{value.Text} is not among the endpoints of this account and Region.",
                "Unless it belongs to another account, the id is wrong or the endpoint was deleted.",
                "Check it with Get-PrivateApiEndpoint. -SourceVpce takes another account's endpoint as its object or its ARN."
            );
        }
        else if (report.Context.AssociatedVpcEndpointId is { } associated && !associated.Contains(value.Text))
        {
            report.Warn(
                "EndpointNotAssociated",
                value.Offset,
                $"{value.Text} is allowed, but not associated with the API.",
                "Calls through it work with private DNS or a Host header; the alias name {api}-{vpce} does not exist.",
                "Associate it with Set-PrivateApi."
            );
        }
    }

    // An Allow whose condition also holds for callers that nobody thought of.
    private static void LookAtOpening(LintReport report, PolicyStatement statement, ConditionClause clause)
    {
        if (statement.Effect != StatementEffect.Allow || !ConditionKeys.IsNetwork(clause.Key) || clause.Operator.Set != ConditionSet.None)
        {
            return;
        }

        string key = ConditionKeys.Spell(clause.Key);
        if (
            clause.Operator is { Test: ConditionTest.StringLike, Negated: false }
            && clause.Values.FirstOrDefault(v => v.Text.TrimEnd('*') is "" or "vpce-" or "vpc-" or "vpce" or "vpc") is { } wide
        )
        {
            report.Warn(
                "WildcardSource",
                wide.Offset,
                $"\"{wide.Text}\" matches every {(key == ConditionKeys.SourceVpce ? "endpoint" : "VPC")}, in every account.",
                "The API is open beyond your VPC: anybody's endpoint can reach it.",
                "List the ids in full."
            );
        }
        else if (
            clause.Operator is { Test: ConditionTest.IpAddress, Negated: false }
            && clause.Values.FirstOrDefault(v => v.IsValid && v.Range.PrefixLength == 0) is { } all
        )
        {
            report.Warn(
                "WildcardSource",
                all.Offset,
                $"{all.Text} matches every address.",
                "Addresses inside a VPC are private, and other VPCs can have the same ones: the API is open beyond your VPC.",
                "Name your own range, and also the endpoint or VPC."
            );
        }
        else if (clause.Operator.Negated)
        {
            report.Warn(
                "AllowNegated",
                clause.OperatorOffset,
                $"{statement.Name} allows everybody except the {key} that it names.",
                "Everybody else's endpoints and VPCs are allowed, and so are requests without the key.",
                "Name the ones to allow, or turn the statement into a Deny."
            );
        }
        else if (clause.Operator.IfExists)
        {
            report.Warn(
                "AllowIfExists",
                clause.OperatorOffset,
                $"{statement.Name} also allows requests without {key}.",
                "IfExists holds when the key is absent.",
                $"Write {clause.OperatorText[..^"IfExists".Length]}."
            );
        }
    }
}
