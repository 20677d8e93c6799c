# action: texts whose ids begin with "action-"

# Names of actions, and what they do
action-today = Today
action-today-tip = What needs you, soonest first
action-orders = Orders
action-orders-tip = Every order, with search
action-cases = Cases
action-cases-tip = Disputes and other cases
action-timeline = Timeline
action-timeline-tip = All cases on one chart
action-inbox = Inbox
action-inbox-tip = Files that belong to no order yet
action-settings = Settings
action-settings-tip = Language, theme, library, rules
action-back = Back
action-back-tip = To the place you came from
action-add-files = Add files…
action-add-files-tip = Choose photos, videos and other files to keep
action-paste-image = Paste a picture
action-paste-image-tip = Keep the picture that is on the clipboard
action-undo = Undo
action-undo-tip = Takes the last change back
action-redo = Redo
action-redo-tip = Makes the change again
action-search = Search
action-search-tip = Puts the cursor into the search field
action-export = Export claim…
action-export-tip = Checks the claim and writes it to a folder or a zip file
action-shortcuts = Keyboard shortcuts
action-shortcuts-tip = Every shortcut on one sheet

# The button of a next step, by the act it starts
action-do = { $code ->
    [open] Open
    [open_case] Start a case
    [answer_offer] Compare
    [check] Check…
    [contact] Ask support…
    [note] Record a look
    [other_routes] Other routes
    [coupon_used] Record its use
    [case_closed] Close the case
    [export] Export claim…
    [submitted] Record it opened
    [edited] Change the demand
    [seller_contacted] Record the message
    [seller_replied] Record the answer
    [seller_offer] Record an offer
    [seller_accepts] Record acceptance
    [seller_rejects] Record refusal
    [offer_accepted] Accept…
    [offer_rejected] Reject
    [escalated] Record the escalation
    [evidence_requested] Record a request
    [evidence_submitted] Record it sent
    [proposals_shown] Record the proposals
    [proposal_chosen] Record your choice
    [decision] Record the decision
    [cancelled] Cancel the dispute…
    [reopened] Record the reopening
    [parcel_arrived] Record the arrival
    [return_agreed] Record the agreement
    [return_sent] Record the return
    [return_received] Record the receipt
    [refund_agreed] Record the refund
    [refund_processed] Record the refund
    [refund_seen] Record the refund
    [expiry_confirmed] Yes, it did
    [expiry_denied] No, it did not
    [expiry_postponed] The date moved
    [complaint_sent] Record the complaint
    [complaint_decided] Record the decision
    [report_sent] Record the report
    [report_decided] Record the decision
    [confirmed] Confirm receipt…
    [delivered] Record the delivery
    [shipped] Record the shipment
    [protection_extended] Record the new date
    [date_shown] Type the date shown
   *[other] Record it
}
