using PrivateApi.Model;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Names;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>The name called has to lead, at the caller's resolver, to the endpoint.</summary>
internal sealed class NameResolvesCheck : IPathCheck
{
    public CheckName Name => CheckName.NameResolves;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Address.Name is not { } answer)
        {
            return Finding.NotApplicable("no caller was given, so there is no resolver to ask");
        }

        AliasOffer? offer = answer.Kind is NameAnswerKind.Unknown or NameAnswerKind.None ? AliasOffer.For(evaluation) : null;
        string alias = offer is null
            ? string.Empty
            : $". The alias {offer.Host} does resolve there (-UrlForm Alias), and takes no public API's name";
        return answer.Kind switch
        {
            NameAnswerKind.Unknown => Finding.Skipped($"{answer.Evidence}{alias}") with { Remedy = offer?.Command(evaluation, null) },

            // An endpoint of another account has names of its own, which are not known here.
            NameAnswerKind.None
                when evaluation is { IsEndpointUnseen: true, Call: { Host: null, UrlForm: UrlForm.Auto or UrlForm.EndpointDns } } =>
                Finding.Skipped(
                    $"the names of {evaluation.EndpointId} are not known: it is not in {evaluation.Place}. {evaluation.Address.Host} does "
                        + $"not resolve: {answer.Evidence}"
                ),
            NameAnswerKind.None => Finding.Broken(
                $"{evaluation.Address.Host} does not resolve: {answer.Evidence}{alias}",
                Cure(evaluation, answer, offer),
                CallFailure.NameNotResolved
            ),
            NameAnswerKind.Other => Finding.Broken(
                $"{evaluation.Address.Host} leads elsewhere: {answer.Evidence}",
                answer.Remedy,
                CallFailure.ConnectTimeout
            ),
            NameAnswerKind.Public when evaluation.Public is not null => Finding.Passed(answer.Evidence),
            NameAnswerKind.Public => new Finding(CheckStatus.Failed, answer.Evidence, answer.Remedy),
            NameAnswerKind.LoadBalancer => Finding.Passed($"{evaluation.Address.Host}: {answer.Evidence}"),
            _ when evaluation.Call.VpcEndpointId is { } wanted && answer.Endpoint!.Id != wanted => Finding.Warning(
                $"{evaluation.Address.Host} leads to {answer.Endpoint.Id}, not to {wanted}: {answer.Evidence}",
                CommandLine
                    .ForCmdlet("Test-PrivateApi")
                    .With("RestApiId", evaluation.Call.RestApiId)
                    .With("VpcEndpointId", wanted)
                    .With("UrlForm", nameof(UrlForm.EndpointDns))
            ),
            _ => Finding.Passed($"{evaluation.Address.Host}: {answer.Evidence}"),
        };
    }

    // Private DNS cuts a VPC off from public APIs, so the alias comes before switching it on, except for who asks for private DNS itself.
    private static Remedy? Cure(EvaluationContext evaluation, NameAnswer answer, AliasOffer? offer)
    {
        Remedy? cure =
            answer.Remedy
            ?? (
                answer.HidingZone is { } zone ? (Remedy?)MissingRecord.For(evaluation, zone)
                : answer.HasNoPublicRecord ? MissingZone.For(evaluation)
                : null
            );
        return offer is not null && (cure is null || (answer.WithoutPrivateDns is not null && evaluation.Call.Host is not null))
            ? Remedy.Before(offer.Command(evaluation, answer.WithoutPrivateDns), cure)
            : cure;
    }
}
