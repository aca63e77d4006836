using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>One question put to a caller's policies, and their answer.</summary>
/// <param name="Service">The service that was called.</param>
/// <param name="Request">Who, what, on what, with which keys.</param>
/// <param name="Policies">The policies that were evaluated; none for the lab's own user, who may do everything.</param>
/// <param name="Effect">The answer.</param>
internal sealed record AuthorizationDecision(string Service, AccessRequest Request, IReadOnlyList<string> Policies, Effect Effect);
