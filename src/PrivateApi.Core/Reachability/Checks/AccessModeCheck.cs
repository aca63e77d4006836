using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// Access mode STRICT wants the TLS server name to be the Host (API Gateway guide, "Security policies for REST APIs"): the
/// endpoint's own name fails it.
/// </summary>
internal sealed class AccessModeCheck : IPathCheck
{
    public CheckName Name => CheckName.AccessMode;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation switch
        {
            { Api: null } => Finding.NotApplicable("there is no API to check"),
            { Api.EndpointAccessMode: not "STRICT" } => Finding.NotApplicable(
                $"{evaluation.Api.Id} has access mode {evaluation.Api.EndpointAccessMode ?? "BASIC"}, which accepts every form of address"
            ),

            // API Gateway guide, "Security policies for REST APIs": under STRICT the server name of a call that uses neither a custom
            // domain name nor private DNS does not match. What such a call gets is not said, and nobody has reported it for the alias.
            { Address.Form: UrlForm.EndpointDns } => Finding.Refused(
                $"{evaluation.Api.Id} has access mode STRICT, which refuses calls to the endpoint's own name with another name as Host",
                Otherwise(evaluation),
                null
            ),
            { Way: null } when !evaluation.SentHost.Equals(evaluation.Address.Host, StringComparison.OrdinalIgnoreCase) => Finding.Refused(
                $"{evaluation.Api.Id} has access mode STRICT, which refuses calls whose Host is not the TLS server name: "
                    + $"{evaluation.SentHost} is not {evaluation.Address.Host}",
                Otherwise(evaluation),
                null
            ),
            { Address.Form: UrlForm.Alias } => Finding.Warning(
                $"{evaluation.Api.Id} has access mode STRICT, which by the API Gateway guide fits only private DNS names and custom "
                    + "domain names: a call to the alias name is probably refused",
                Otherwise(evaluation)
            ),
            _ => Finding.Passed(
                $"{evaluation.Api.Id} has access mode STRICT, and in {evaluation.Address.Form} calls the "
                    + "TLS server name is the same as the Host"
            ),
        };

    private static CommandLine Otherwise(EvaluationContext evaluation)
    {
        CommandLine command = CommandLine.ForCmdlet("Test-PrivateApi").With("RestApiId", evaluation.Api!.Id);
        return evaluation.Domain is { } domain
            ? command.With("DomainName", domain.Name)
            : command.With("UrlForm", nameof(UrlForm.PrivateDns));
    }
}
