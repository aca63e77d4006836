using PrivateApi.Model;
using PrivateApi.Reachability.Names;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>The name called has to lead, at the caller's resolver, to the endpoint.</summary>
internal sealed class NameResolvesCheck : IPathCheck
{
    public CheckName Name => CheckName.NameResolves;

    public Finding Judge(Walk walk)
    {
        if (walk.Address.Name is not { } answer)
        {
            return Finding.NotApplicable("no caller was given, so there is no resolver to ask");
        }

        return answer.Kind switch
        {
            NameAnswerKind.Unknown => Finding.Skipped(answer.Evidence),
            NameAnswerKind.None => Finding.Broken($"{walk.Address.Host} does not resolve: {answer.Evidence}", answer.Remedy, CallFailure.NameNotResolved),
            NameAnswerKind.Other => Finding.Broken($"{walk.Address.Host} leads elsewhere: {answer.Evidence}", answer.Remedy, CallFailure.ConnectTimeout),
            NameAnswerKind.Public when walk.Api is { IsPrivate: false } => Finding.Passed(answer.Evidence),
            NameAnswerKind.Public => new Finding(CheckStatus.Failed, answer.Evidence, answer.Remedy),
            _ when walk.Call.VpcEndpointId is { } wanted && answer.Endpoint!.Id != wanted => Finding.Warning($"{walk.Address.Host} leads to {answer.Endpoint.Id}, not to {wanted}: {answer.Evidence}", CommandLine.Of("Test-PrivateApi").With("RestApiId", walk.Call.RestApiId).With("VpcEndpointId", wanted).With("UrlForm", nameof(UrlForm.EndpointDns))),
            _ => Finding.Passed($"{walk.Address.Host}: {answer.Evidence}"),
        };
    }
}
