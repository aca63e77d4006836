using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>REST APIs as answers show them.</summary>
internal static class RestApiView
{
    /// <summary>A copy of an API's members: policy escaped, status as of now, no empty members.</summary>
    /// <param name="call">The call to answer.</param>
    /// <param name="api">The API.</param>
    /// <param name="emptyTags">True to show that there are no tags, as reads and updates of one API do; lists and creations do not.</param>
    public static JsonObject Create(ApiCall call, LabRestApi api, bool emptyTags = false)
    {
        JsonObject view = Answer.Without(api.Wire, !emptyTags && api.Wire["tags"] is JsonObject { Count: 0 } ? "tags" : string.Empty);
        if (api.Policy is { } policy)
        {
            view["policy"] = ResourcePolicy.Escape(policy);
        }

        if (api.IsPrivate)
        {
            // Of a fresh private API without a security policy of its own (cdk-real-drift, HuntPrivateApi, July 2026).
            view["securityPolicy"] ??= "TLS_1_2";
        }

        view["apiStatus"] = IsUpdating(call, api) ? "UPDATING" : "AVAILABLE";
        return view;
    }

    public static bool IsUpdating(ApiCall call, LabRestApi api) => api.UpdatingUntil is { } until && call.Now < until;

    /// <summary>Refuses a change while an earlier one is still being carried out.</summary>
    public static void RefuseWhileUpdating(ApiCall call, LabRestApi api)
    {
        if (IsUpdating(call, api))
        {
            throw ApiFault.UpdateInProgress();
        }
    }

    /// <summary>Starts the time during which a private API carries out a change.</summary>
    public static void BeginUpdate(ApiCall call, LabRestApi api) =>
        api.UpdatingUntil = api.IsPrivate ? call.Now + call.Service.Store.Options.PendingTime : null;
}
