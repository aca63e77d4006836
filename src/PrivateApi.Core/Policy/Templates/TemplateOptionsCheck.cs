using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Policy.Templates;

/// <summary>Checks that a template was given what it requires, and nothing that it does not use.</summary>
internal static class TemplateOptionsCheck
{
    private static readonly string[] ForEndpoints =
    [
        nameof(PolicyTemplateOptions.ApiArn),
        nameof(PolicyTemplateOptions.DomainArn),
        nameof(PolicyTemplateOptions.DeniedArn),
    ];

    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>.</exception>
    public static void Require(PolicyTemplateOptions options)
    {
        string? wrong =
            (TemplateShape.For(options.Template) is { } shape ? Named(options, shape) : General(options))
            ?? (
                options.SourceIp.FirstOrDefault(range => !AddressRanges.TryParse(range, out _)) is { } none
                    ? $"'{none}' is neither an address nor a CIDR range. Write for instance 10.0.0.0/16."
                    : null
            );
        if (wrong is not null)
        {
            throw new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, wrong);
        }
    }

    private static string? General(PolicyTemplateOptions options)
    {
        bool named = options.SourceVpce.Count + options.SourceVpc.Count + options.SourceIp.Count + options.OrganizationId.Count > 0;
        string[] foreign =
        [
            .. options.Lists.Where(list => list.Values.Count > 0 && ForEndpoints.Contains(list.Name)).Select(list => "-" + list.Name),
        ];
        return foreign.Length > 0
                ? $"{string.Join(" and ", foreign)} can be used only with the templates for endpoints. "
                    + "Use one of them, for instance -Template EndpointApiAllowlist."
            : !named && options.AccountId.Count == 0
                ? "Name who may call: -SourceVpce, -SourceVpc, -SourceIp, -AccountId or -OrganizationId."
            : options.Deny && options.Template == PolicyTemplate.AllowOnly
                ? "-Deny and -Template AllowOnly exclude each other: to keep somebody out, the policy needs a Deny."
            : options.AccountId.Count > 0 && !options.Deny && options.Template == PolicyTemplate.Gate
                ? "-Template Gate has no Allow that could name -AccountId: leave the accounts to the "
                    + "identity policies, or use another template."
            : null;
    }

    private static string? Named(PolicyTemplateOptions options, TemplateShape shape)
    {
        string[] given = [.. options.Lists.Where(list => list.Values.Count > 0).Select(list => list.Name)];
        string[] missing = [.. shape.Needs.Except(given)],
            unused = [.. given.Except(shape.Needs).Except(shape.Takes), .. options.Deny ? ["Deny"] : Array.Empty<string>()];
        return missing.Length > 0 ? $"-Template {options.Template} needs {Show(missing)}."
            : unused.Length > 0
                ? $"-Template {options.Template} does not use {Show(unused)}: it takes "
                    + $"{Show([.. shape.Needs, .. shape.Takes])}. Leave it out, or use another template."
            : WrongPrincipal(options);
    }

    private static string? WrongPrincipal(PolicyTemplateOptions options) =>
        options.Template switch
        {
            PolicyTemplate.CrossAccountRole
            or PolicyTemplate.RoleAndVpce
                when options.AccountId.FirstOrDefault(id => !id.Contains(":role/", StringComparison.Ordinal)) is { } other =>
                $"-Template {options.Template} is for roles, and '{other}' is not a role. "
                    + "Use the ARN of a role (arn:aws:iam::111122223333:role/name), or -Template AccountAllowlist for a whole "
                    + "account.",
            PolicyTemplate.AccountAllowlist
                when options.AccountId.FirstOrDefault(id =>
                    !PrincipalPattern.IsAccountId(id) && !id.EndsWith(":root", StringComparison.Ordinal)
                )
                    is { } other => $"-Template AccountAllowlist is for whole accounts, and '{other}' is not an account. "
                + "Use the 12 digits of an account, or -Template CrossAccountRole for a role.",
            _ => null,
        };

    private static string Show(string[] names) => string.Join(" and ", names.Select(name => "-" + name));
}
