using System.Management.Automation;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Arguments;

/// <summary>
/// The template parameters that the policy commands have in common. -StageName is not one of them: for one command it is what the
/// policy applies to, for the other where it is deployed.
/// </summary>
internal interface ITemplateArguments
{
    PolicyTemplate Template { get; }

    string[] SourceVpce { get; }

    string[] SourceVpc { get; }

    string[] SourceIp { get; }

    string[] AccountId { get; }

    string[] OrganizationId { get; }

    string[] Method { get; }

    string[] Path { get; }

    SwitchParameter Deny { get; }
}
