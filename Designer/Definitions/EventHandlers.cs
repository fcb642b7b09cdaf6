using Microsoft.AspNetCore.Components;

namespace BackOffice.Designer.Definitions;

/// <summary>Events of the browser that Blazor does not know by itself; it looks for a class of this name.</summary>
[EventHandler("onwritten", typeof(EventArgs))]
public static class EventHandlers;
