using System.Management.Automation;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Arguments;

/// <summary>The template parameters that the commands for policies have in common. -StageName is none of them: to one it is what the policy is for, to the other where it is deployed.</summary>
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
